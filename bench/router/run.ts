import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../finding.ts';
import { median } from '../measure.ts';
import type { Bench } from '../run.ts';
import type { Contender, Run } from './contenders.ts';
import { engine, gateway, router } from './contenders.ts';
import { subgraphSchemas } from './shop.ts';
import type { Stubs } from './stubs.ts';
import { stubs } from './stubs.ts';

/** CPU milliseconds, user and system, an operation takes. */
async function cpuOf(run: Run, roundMs: number): Promise<number> {
  const before = process.cpuUsage();
  const until = performance.now() + roundMs;
  let count = 0;
  for (; performance.now() < until; count += 1) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / count;
}

async function fetchesOf(run: Run, asked: Stubs): Promise<number> {
  const before = asked.asked;
  await run();
  return asked.asked - before;
}

/** What an operation costs in the engine, beside @apollo/gateway's executor over the same subgraphs and plans. */
export const bench: Bench = async ({ rounds, roundMs, progress }) => {
  const subgraphs = stubs(subgraphSchemas());
  const contenders = new Map<string, Contender>([
    ['@apollo/gateway', gateway(subgraphs.transports)],
    ['engine', engine(subgraphs.transports)],
    ['router', await router(subgraphs.transports)],
  ]);
  const answers = new Map<string, string>();
  const fetches = new Map<string, number>();
  for (const [name, { run }] of contenders) {
    answers.set(name, await run());
    fetches.set(name, await fetchesOf(run, subgraphs));
  }
  const [first, ...others] = [...answers.values()].map((text) => JSON.parse(text).data);
  if (!others.every((other) => isDeepStrictEqual(other, first))) throw new Error('The answers differ.');
  const costs = new Map([...contenders.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    progress(`round ${round} of ${rounds}`);
    for (const [name, { run }] of contenders) {
      const cost = await cpuOf(run, roundMs);
      if (round > 0) costs.get(name)?.push(cost);
    }
  }
  for (const { close } of contenders.values()) await close();

  const cost = (name: string): number => median(costs.get(name) ?? []);
  const fetched = (name: string): number => fetches.get(name) ?? 0;
  const size = `${Math.round((answers.get('engine')?.length ?? 0) / 1_000)} KB of answer`;
  const findings: Finding[] = [
    {
      what: "@apollo/gateway's CPU in engines' CPU per operation",
      value: cost('@apollo/gateway') / cost('engine'),
      target: { atLeast: 2.5 },
      detail: size,
    },
    {
      what: "engine's fetches per fetch of @apollo/gateway",
      value: fetched('engine') / fetched('@apollo/gateway'),
      target: { atMost: 0.85 },
    },
  ];
  for (const name of contenders.keys()) {
    findings.push({
      what: `${name}: CPU ms per operation`,
      value: cost(name),
      detail: `${fetched(name)} fetches${name === 'router' ? '; over HTTP, the client in the same process counted' : ''}`,
    });
  }
  return findings;
};
