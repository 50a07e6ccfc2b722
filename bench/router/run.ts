import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Choices } from '../choices.ts';
import type { Finding } from '../finding.ts';
import type { Bench } from '../run.ts';
import { contest } from './contest.ts';
import { findings } from './findings.ts';
import { contenders } from './gateways/contenders.ts';
import { prepareHive } from './gateways/prepare-hive.ts';
import { liveFindings } from './live/live.ts';
import { endWithUs } from './processes/child.ts';
import { takeCores } from './processes/cores.ts';
import { scenarios } from './scenarios.ts';
import { startStubs } from './stubs/start-stubs.ts';
import { remark, table } from './table.ts';

const live = 'live';

export const choices: Choices = {
  rounds: { default: '5', says: 'how often each contender has its turn; medians are told' },
  'round-ms': { default: '2500', says: 'how long a turn takes' },
  only: {
    default: [...Object.keys(scenarios), live].join(','),
    says: 'the scenarios',
    among: [...Object.keys(scenarios), live],
    list: true,
  },
  contenders: {
    default: Object.keys(contenders).join(','),
    says: 'the gateways',
    among: Object.keys(contenders),
    list: true,
  },
  sockets: { default: '1000', says: 'how many watch in the live scenario' },
};

/** The router beside its peers, each a process on a core of its own, at what the field usually measures. */
export const bench: Bench = async ({ rounds, roundMs, progress }, choice) => {
  const [only, names] = [choice('only').split(','), choice('contenders').split(',')];
  if (names.some((name) => name.startsWith('hive'))) await prepareHive();
  const directory = await mkdtemp(join(tmpdir(), 'ursa-bench-'));
  endWithUs(directory);
  const cores = await takeCores();
  progress(
    cores
      ? `Gateways have core ${cores.gateway}, everything else core ${cores.others}`
      : 'Nothing is pinned: there is no taskset, or one core only. What follows tells little',
  );
  const stubs = await startStubs(directory);
  const found: Finding[] = [];
  try {
    const pace = { cores, rounds, roundMs, progress };
    for (const [name, scenario] of Object.entries(scenarios)) {
      if (!only.includes(name)) continue;
      const scores = await contest(scenario, { ...pace, stubs, names });
      console.log(`\n${table(scenario.what, scores)}\n${remark(scores)}`);
      found.push(...findings(name, scenario, scores));
    }
    if (only.includes(live)) {
      found.push(...(await liveFindings({ ...pace, directory, sockets: Number(choice('sockets')) })));
    }
  } finally {
    await stubs.close();
  }
  return found;
};
