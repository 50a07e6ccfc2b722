import { afterAll } from 'vitest';
import { runClosings, runRemovals } from './file-end.ts';
import { connectionsLeftOpen } from './open-connections.ts';

// Registered before the file's own hooks, so it runs after them: whatever is still open then was forgotten.
afterAll(async () => {
  await runClosings();
  const forgotten = await connectionsLeftOpen();
  await runRemovals();
  if (forgotten.length > 0) {
    throw new Error(`${forgotten.length} Postgres connections were left open:\n${forgotten.join('\n')}`);
  }
});
