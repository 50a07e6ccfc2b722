import type { Failpoint } from '@ursa/outbox';
import { onFileEnd, waitFor } from '@ursa/testkit';
import { messagesLeft, messagesWaiting, queuesOf, removeQueues } from '../processes/rabbit-queues.ts';
import { names } from './cast.ts';
import type { Verdict } from './oracle.ts';
import { judge } from './oracle.ts';
import { takeSnapshot } from './snapshot.ts';
import type { Victim } from './victim-process.ts';
import { startVictim } from './victim-process.ts';
import type { Role } from './wire.ts';
import type { World } from './world.ts';
import { people, withAdmin } from './world.ts';
import { Writer } from './writer.ts';

export interface Experiment {
  readonly failpoint: Failpoint;
  /** Null: everything in one process, on the in-process broker. Else a process for each subgraph. */
  readonly rabbit: { readonly url: string; readonly prefix: string } | null;
  readonly rounds: number;
  /** A statement that breaks the system before the first round, to see that it is noticed. */
  readonly sabotage?: string;
  /** How long everything may take to drain after the last round. @default 60_000 */
  readonly patienceMs?: number;
}

export interface Result extends Verdict {
  readonly kills: number;
  readonly drainedInMs: number;
  readonly tookMs: number;
}

/** Kills processes at one failpoint, round after round, while mutations are sent; then lets all run and looks. */
export async function runExperiment(experiment: Experiment, world: World): Promise<Result> {
  const { failpoint, rabbit, rounds, sabotage, patienceMs = 60_000 } = experiment;
  const startedAt = performance.now();
  if (rabbit) onFileEnd(() => removeQueues(rabbit.url, rabbit.prefix, names));
  const cast = rabbit ? names.map((name) => [name]) : [[...names]];
  const start = (subgraphs: readonly string[], where?: string) =>
    startVictim({
      subgraphs,
      databaseUrls: world.databaseUrls,
      rabbit,
      ...(where !== undefined && { failpoint: where }),
    } satisfies Role);

  const stage = new Map<string, Victim>();
  const enter = async (subgraphs: readonly string[], where?: string) => {
    const victim = await start(subgraphs, where);
    for (const name of subgraphs) stage.set(name, victim);
    return victim;
  };
  await Promise.all(cast.map((subgraphs) => enter(subgraphs)));
  const writer = new Writer((name) => stage.get(name), people);
  await writer.openThreads(4);
  const queues = rabbit ? queuesOf(rabbit.prefix, names) : [];
  const look = async () => judge(writer.sent, await takeSnapshot(world.adminUrl));
  const drained = async () => {
    const { lost, left } = await look();
    const waiting = rabbit ? await messagesWaiting(rabbit.url, queues) : {};
    return lost.length === 0 && left.length === 0 && Object.keys(waiting).length === 0;
  };
  await waitFor(drained, { timeoutMs: 30_000, intervalMs: 100 });

  if (sabotage) await withAdmin(world.adminUrl, (client) => client.query(sabotage));

  const mortal = cast.filter((subgraphs) => subgraphs.some((name) => canDieAt(failpoint, name)));
  let kills = 0;
  for (let round = 0; round < rounds; round += 1) {
    // Each has its share of the rounds; the others live meanwhile.
    const subgraphs = mortal[Math.floor((round * mortal.length) / rounds)] ?? [];
    const resting = mortal.filter((others) => others !== subgraphs && stage.get(others[0] ?? '')?.dead);
    await Promise.all(resting.map((others) => enter(others)));
    await stage.get(subgraphs[0] ?? '')?.kill();
    const victim = await enter(subgraphs, `${failpoint}:${1 + (round % 4)}`);
    await writer.writeUntil(victim);
    await victim.death;
    kills += 1;
  }

  const everyone = () => Promise.all([...new Set(stage.values())].map((victim) => victim.kill()));
  const faultEndedAt = performance.now();
  let inQueues: Record<string, number> = {};
  do {
    await everyone();
    await Promise.all(cast.map((subgraphs) => enter(subgraphs)));
    await waitFor(drained, { timeoutMs: patienceMs, intervalMs: 100 }).catch(() => {});
    await everyone();
    // A copy that was on its way when all was done already is one more round's work.
    inQueues = rabbit ? await messagesLeft(rabbit.url, queues) : {};
  } while (Object.keys(inQueues).length > 0 && performance.now() - faultEndedAt < patienceMs);
  const drainedInMs = performance.now() - faultEndedAt;
  const verdict = await look();
  return {
    ...verdict,
    left: [
      ...verdict.left,
      ...Object.entries(inQueues).map(([queue, count]) => `${count} messages are in ${queue}`),
    ],
    kills,
    drainedInMs,
    tookMs: performance.now() - startedAt,
  };
}

/** Whether this subgraph comes past the failpoint when posts and comments are written. */
function canDieAt(failpoint: Failpoint, name: string): boolean {
  return failpoint.startsWith('consumer.') ? name !== 'posts' : name !== 'notifications';
}
