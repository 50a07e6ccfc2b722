/** One operation; `n` counts them up, so that no two need be alike. */
export type Work = (n: number) => Promise<unknown>;

/** How a rate is measured. */
export interface Pace {
  /** Operations under way at once. */
  readonly concurrency: number;
  /** It goes on for at least this long. */
  readonly roundMs: number;
}

/** How fast two do the same, taking turns: a busy machine is as busy for the one as for the other. */
export interface Comparison {
  /** Operations a second, medians. */
  readonly ours: number;
  readonly limit: number;
  /** The median of the rounds' ratios: 1 would be as fast as the limit. */
  readonly ratio: number;
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing.');
  return (low + high) / 2;
}

const counters = new WeakMap<Work, number>();

/** Operations a second. */
export async function rateOf(work: Work, { concurrency, roundMs }: Pace): Promise<number> {
  let count = counters.get(work) ?? 0;
  const [first, startedAt] = [count, performance.now()];
  const until = startedAt + roundMs;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) await work(count++);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  counters.set(work, count);
  return (count - first) / ((performance.now() - startedAt) / 1_000);
}

// Until what runs often is compiled, plans are made and connections are open.
const warmUpRounds = 5;

/** Measures ours against the limit, `rounds` times in turns, after both have been warmed up. */
export async function compare(
  works: { readonly ours: Work; readonly limit: Work },
  { rounds, ...pace }: Pace & { readonly rounds: number },
): Promise<Comparison> {
  const [ours, limit] = [[] as number[], [] as number[]];
  const warmUp = { ...pace, roundMs: pace.roundMs * warmUpRounds };
  await rateOf(works.ours, warmUp);
  await rateOf(works.limit, warmUp);
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await rateOf(works.ours, pace));
    limit.push(await rateOf(works.limit, pace));
  }
  const ratios = ours.map((rate, at) => rate / (limit[at] as number));
  return { ours: median(ours), limit: median(limit), ratio: median(ratios) };
}

/** Median milliseconds an operation takes at each size; sizes take turns, so that none has the quiet hour for itself. */
export async function costsOf(
  works: ReadonlyMap<number, Work>,
  { rounds, ...pace }: Pace & { readonly rounds: number },
): Promise<Map<number, number>> {
  const costs = new Map([...works.keys()].map((size) => [size, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [size, work] of works) {
      const cost = 1_000 / (await rateOf(work, pace));
      if (round > 0) costs.get(size)?.push(cost);
    }
  }
  return new Map([...costs].map(([size, taken]) => [size, median(taken)]));
}

/** The k of cost ~ size^k: the slope of a line laid through the logarithms by least squares. 0 is flat, 1 linear. */
export function growthExponent(costs: ReadonlyMap<number, number>): number {
  const points = [...costs].map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  if (points.length < 2) return 0;
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(([size]) => size), mean(([, cost]) => cost)];
  const slope = mean(([size, cost]) => (size - x) * (cost - y)) / mean(([size]) => (size - x) ** 2);
  return slope;
}
