import type { Finding } from '../finding.ts';
import type { Score } from './contest.ts';
import { ours } from './gateways/contenders.ts';
import type { Scenario } from './scenarios.ts';
import { ratio } from './table.ts';

/** What a scenario's scores say of ours; nothing where it did not run. */
export function findings(name: string, scenario: Scenario, scores: readonly Score[]): Finding[] {
  const mine = scores.find((score) => score.name === ours);
  const peers = scores.filter((score) => score !== mine);
  if (mine === undefined) return [];
  const busiest = Math.max(...scores.map(({ othersShare }) => othersShare));
  const found: Finding[] = peers.map((peer) => {
    const target = scenario.targets[peer.name];
    return {
      what: `${name}: ours in ${peer.name}'s requests a second`,
      value: ratio(mine, peer),
      ...(target && { target }),
      detail: `by CPU time for one ${(peer.cpuMs / mine.cpuMs).toFixed(2)}`,
    };
  });
  if (peers.length > 0) {
    found.push({
      what: `${name}: ours in the leanest peer's memory`,
      value: mine.residentBytes / Math.min(...peers.map(({ residentBytes }) => residentBytes)),
      target: { atMost: 1 },
      detail: `${(mine.residentBytes / 2 ** 20).toFixed(0)} MB`,
    });
  }
  found.push({
    what: `${name}: share of its core that the load took at most`,
    value: busiest,
    target: { atMost: 0.9 },
    detail: 'above it the load is measured, not the gateway',
  });
  return found;
}
