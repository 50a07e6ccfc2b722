import { afterEach, beforeAll, describe } from 'vitest';
import type { Fleet } from './fleet.ts';
import { canRunFleet, startFleet } from './fleet.ts';
import { restartTests } from './restart.ts';
import { resumeTests } from './resume.ts';
import { secretTests } from './secrets.ts';
import { sideDoorTests } from './side-doors.ts';
import { sliceTests } from './slice.ts';
import { stoppingTests } from './stopping.ts';

describe.runIf(canRunFleet)('two routers and two processes of each subgraph', () => {
  let fleet: Fleet;
  beforeAll(async () => {
    const startedAt = performance.now();
    fleet = await startFleet();
    const seconds = (performance.now() - startedAt) / 1_000;
    console.log(`14 processes are ready after ${seconds.toFixed(1)} s`);
  }, 180_000);
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') console.log(fleet.complaints());
  });

  sliceTests(() => fleet);
  resumeTests(() => fleet);
  restartTests(() => fleet);
  sideDoorTests(() => fleet);
  secretTests(() => fleet);
  stoppingTests(() => fleet);
});
