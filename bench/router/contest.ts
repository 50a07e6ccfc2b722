import { isDeepStrictEqual } from 'node:util';
import { median } from '../measure.ts';
import type { Gateway } from './gateways/start-gateway.ts';
import { startGateway } from './gateways/start-gateway.ts';
import { Load } from './load/load.ts';
import type { Cores } from './processes/cores.ts';
import { cpuMs, watchMemory } from './processes/proc.ts';
import type { Scenario } from './scenarios.ts';
import type { Stubs } from './stubs/start-stubs.ts';

/** What one round of one contender has shown. */
interface Sample {
  readonly rate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly fetches: number;
  /** CPU milliseconds of the gateway for a request. */
  readonly cpuMs: number;
  readonly residentBytes: number;
  /** How much of the time the gateway was at work, and the load and the subgraphs together were. */
  readonly gatewayShare: number;
  readonly othersShare: number;
}

/** A contender's medians over the rounds; of memory the most. */
export interface Score extends Sample {
  readonly name: string;
  readonly rates: readonly number[];
}

export interface ContestOptions {
  readonly stubs: Stubs;
  readonly names: readonly string[];
  readonly cores: Cores | undefined;
  readonly rounds: number;
  readonly roundMs: number;
  readonly progress: (message: string) => void;
}

// Until what runs often is compiled.
const warmUpRounds = 2;

/** Lets all do the same, in turns. Rejects when one answers anything else than the others. */
export async function contest(scenario: Scenario, options: ContestOptions): Promise<Score[]> {
  const { stubs, names, cores, rounds, roundMs, progress } = options;
  const { supergraph } = stubs;
  const gateways: Gateway[] = [];
  try {
    for (const name of names) {
      progress(`${scenario.what}: warming up ${name}`);
      gateways.push(await startGateway(name, { supergraph, core: cores?.gateway }));
    }
    // One that answers otherwise is out before anything is measured.
    const loads = gateways.map(({ name, port }) => new Load(name, port, scenario));
    await mustAgree(loads);
    for (const load of loads) await load.round(warmUpRounds * roundMs);
    const samples = gateways.map((): Sample[] => []);
    for (let round = 1; round <= rounds; round += 1) {
      progress(`${scenario.what}: round ${round} of ${rounds}`);
      for (const [at, load] of loads.entries()) {
        samples[at]?.push(await sample(load, gateways[at] as Gateway, stubs, roundMs));
      }
    }
    return samples.map((taken, at) => score(names[at] as string, taken));
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.close()));
  }
}

async function mustAgree(loads: readonly Load[]): Promise<void> {
  const answers: unknown[] = [];
  for (const load of loads) answers.push(await load.first());
  if (!answers.every((answer) => isDeepStrictEqual(answer, answers[0]))) {
    throw new Error('The contenders do not answer the same.');
  }
}

async function sample(load: Load, { pid }: Gateway, stubs: Stubs, roundMs: number): Promise<Sample> {
  const memory = watchMemory(pid);
  const [before, ownBefore, gatewayBefore] = [await stubs.usage(), process.cpuUsage(), await cpuMs(pid)];
  const { count, durationMs, latenciesMs } = await load.round(roundMs);
  const [after, own, gatewayAfter] = [await stubs.usage(), process.cpuUsage(ownBefore), await cpuMs(pid)];
  const othersMs = (own.user + own.system) / 1_000 + after.cpuMs - before.cpuMs;
  const sorted = [...latenciesMs].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] as number;
  return {
    rate: count / (durationMs / 1_000),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    fetches: (after.fetches - before.fetches) / count,
    cpuMs: (gatewayAfter - gatewayBefore) / count,
    residentBytes: await memory.stop(),
    gatewayShare: (gatewayAfter - gatewayBefore) / durationMs,
    othersShare: othersMs / durationMs,
  };
}

function score(name: string, samples: readonly Sample[]): Score {
  const middle = (of: (sample: Sample) => number): number => median(samples.map(of));
  return {
    name,
    rate: middle(({ rate }) => rate),
    p50Ms: middle(({ p50Ms }) => p50Ms),
    p99Ms: middle(({ p99Ms }) => p99Ms),
    fetches: middle(({ fetches }) => fetches),
    cpuMs: middle((sample) => sample.cpuMs),
    residentBytes: Math.max(...samples.map((sample) => sample.residentBytes)),
    gatewayShare: middle(({ gatewayShare }) => gatewayShare),
    othersShare: middle(({ othersShare }) => othersShare),
    rates: samples.map(({ rate }) => rate),
  };
}
