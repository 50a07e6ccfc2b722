import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isMet, line } from '../finding.ts';
import { compare, costsOf, growthExponent, median, rateOf } from '../measure.ts';

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('there is no median of nothing', () => {
  expect(() => median([])).toThrow('nothing');
});

describe('the exponent of growth', () => {
  const sizes = [1_000, 10_000, 100_000, 1_000_000];
  test.each([
    ['flat', () => 3, 0],
    ['linear', (size: number) => size / 7, 1],
    ['quadratic', (size: number) => size * size, 2],
    ['logarithmic: nearly flat', (size: number) => Math.log2(size), 0.1],
  ])('%s', (_, costOf, expected) => {
    expect(growthExponent(new Map(sizes.map((size) => [size, costOf(size)])))).toBeCloseTo(expected, 1);
  });
});

test('a rate counts what was done, no operation twice', async () => {
  const seen: number[] = [];
  const work = async (n: number) => {
    seen.push(n);
    await delay(1);
  };
  const rates = [
    await rateOf(work, { concurrency: 3, roundMs: 30 }),
    await rateOf(work, { concurrency: 3, roundMs: 30 }),
  ];
  expect(seen).toEqual(seen.map((_, at) => at));
  for (const rate of rates) expect(rate).toBeLessThan(3_100);
});

test('a comparison tells the slower from the faster', async () => {
  const works = { ours: () => delay(8), limit: () => delay(2) };
  const { ours, limit, ratio } = await compare(works, { rounds: 3, concurrency: 1, roundMs: 40 });
  expect(ours).toBeLessThan(limit);
  expect(ratio).toBeLessThan(0.8);
});

test('costs come by size, in milliseconds', async () => {
  const works = new Map([
    [10, () => delay(2)],
    [100, () => delay(12)],
  ]);
  const costs = await costsOf(works, { rounds: 3, concurrency: 1, roundMs: 40 });
  expect([...costs.keys()]).toEqual([10, 100]);
  expect(costs.get(100)).toBeGreaterThan(10);
});

test('a finding says whether it is what it should be', () => {
  const reads = { what: 'reads', value: 0.31, target: { atLeast: 0.3 }, detail: '10 of 32' };
  expect(line(reads)).toBe('✓ reads: 0.31 (target ≥ 0.3) · 10 of 32');
  expect(isMet({ ...reads, value: 0.29 })).toBe(false);
  expect(line({ what: 'growth', value: 0.2, target: { atMost: 0.1 } })).toBe('✗ growth: 0.20 (target ≤ 0.1)');
  expect(line({ what: 'rows', value: 5 })).toBe('  rows: 5.00');
});
