import { expect, test } from 'vitest';
import { isMet } from '../../finding.ts';
import type { Score } from '../../router/contest.ts';
import { findings } from '../../router/findings.ts';
import { scenarios } from '../../router/scenarios.ts';
import { table } from '../../router/table.ts';

const score = (name: string, rates: readonly number[], residentBytes: number): Score => ({
  ...{ name, rates, residentBytes, rate: rates[1] as number },
  ...{ p50Ms: 1, p99Ms: 2, fetches: 7, cpuMs: 1_000 / (rates[1] as number) },
  ...{ gatewayShare: 1, othersShare: 0.5 },
});
const scores = [
  score('ours', [900, 1_000, 500], 100 * 2 ** 20),
  score('apollo', [100, 100, 50], 300 * 2 ** 20),
  score('hive-router-runtime', [300, 250, 100], 200 * 2 ** 20),
];

test('the table has a line for each, and how many times a peer ours is', () => {
  const lines = table('nested', scores).split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[2]).toMatch(/^apollo +100 +1\.0 +2\.0 +7\.0 +10\.00 +100 % +50 % +300 +10\.00 ×$/);
});

test('ratios are the median of the rounds’, and targets are looked at', () => {
  const found = findings('nested', scenarios['nested'] as never, scores);
  expect(found.map(({ what, value }) => [what, value])).toEqual([
    ["nested: ours in apollo's requests a second", 10],
    ["nested: ours in hive-router-runtime's requests a second", 4],
    ["nested: ours in the leanest peer's memory", 0.5],
    ['nested: share of its core that the load took at most', 0.5],
  ]);
  expect(found.map(isMet)).toEqual([true, false, true, true]);
});

test('without ours nothing is found', () => {
  expect(findings('nested', scenarios['nested'] as never, scores.slice(1))).toEqual([]);
});
