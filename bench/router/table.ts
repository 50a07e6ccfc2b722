import { median } from '../measure.ts';
import type { Score } from './contest.ts';
import { ours } from './gateways/contenders.ts';

const columns: readonly (readonly [string, (score: Score) => string])[] = [
  ['requests/s', ({ rate }) => rate.toFixed(rate < 100 ? 1 : 0)],
  ['p50 ms', ({ p50Ms }) => p50Ms.toFixed(1)],
  ['p99 ms', ({ p99Ms }) => p99Ms.toFixed(1)],
  ['fetches/op', ({ fetches }) => fetches.toFixed(1)],
  ['CPU ms/op', ({ cpuMs }) => cpuMs.toFixed(2)],
  ['its core', ({ gatewayShare }) => percent(gatewayShare)],
  ['load core', ({ othersShare }) => percent(othersShare)],
  ['RSS MB', ({ residentBytes }) => (residentBytes / 2 ** 20).toFixed(0)],
];

/** One scenario's scores for people; the last column says how many times a peer's rate ours is. */
export function table(title: string, scores: readonly Score[]): string {
  const mine = scores.find(({ name }) => name === ours);
  const rows = scores.map((score) => [
    score.name,
    ...columns.map(([, cell]) => cell(score)),
    mine && mine !== score ? `${ratio(mine, score).toFixed(2)} ×` : '',
  ]);
  const lines = [[title, ...columns.map(([name]) => name), 'ours'], ...rows];
  const widths = (lines[0] as string[]).map((_, at) =>
    Math.max(...lines.map((line) => line[at]?.length ?? 0)),
  );
  return lines
    .map((line) => line.map((cell, at) => pad(cell, widths[at] as number, at === 0)).join('  '))
    .join('\n');
}

/** How many times the peer's rate ours is: the median of the rounds, each of which had both. */
export function ratio(mine: Score, peer: Score): number {
  return median(mine.rates.map((rate, at) => rate / (peer.rates[at] as number)));
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

// A gateway that has all the work it can take leaves less of its core only to others.
const quietShare = 0.85;

/** What to make of scores that were taken while something else was at work; nothing when they can be taken as they are. */
export function remark(scores: readonly Score[]): string {
  const least = Math.min(...scores.map(({ gatewayShare }) => gatewayShare));
  if (!(least < quietShare)) return '';
  return `A gateway had but ${percent(least)} of its core: the machine was busy. CPU time says more than rates then.\n`;
}

function pad(cell: string, width: number, left: boolean): string {
  return left ? cell.padEnd(width) : cell.padStart(width);
}
