import type { Chain, Single } from './chain.ts';

/**
 * Chains that run side by side, in groups: two are in one when both fetch entities from one subgraph at the same step.
 * These can go in step with each other, and ask together. Others wait for nobody.
 */
export function meetingChains(chains: readonly Chain[]): (readonly Chain[])[] {
  const groups: { chains: Chain[]; places: Set<string> }[] = [];
  for (const chain of chains.flatMap(unfolded)) {
    const places = placesOf(chain);
    const met = groups.filter((group) => !group.places.isDisjointFrom(places));
    const [first, ...others] = met;
    if (first === undefined) {
      groups.push({ chains: [chain], places });
      continue;
    }
    first.chains.push(chain, ...others.flatMap((other) => other.chains));
    first.places = others.reduce((all, other) => all.union(other.places), first.places.union(places));
    for (const other of others) groups.splice(groups.indexOf(other), 1);
  }
  return groups.map((group) => group.chains);
}

/** What chains do at each step. */
export function wavesOf(chains: readonly Chain[]): Single[][] {
  const waves: Single[][] = [];
  for (const chain of chains) {
    lay(chain, 0, (link, step) => {
      waves[step] ??= [];
      waves[step].push(link);
    });
  }
  return waves;
}

/** Chains that are nothing but chains side by side are among the others. */
function unfolded(chain: Chain): readonly Chain[] {
  const [first] = chain;
  if (first === undefined) return [];
  return chain.length === 1 && 'chains' in first ? first.chains.flatMap(unfolded) : [chain];
}

function placesOf(chain: Chain): Set<string> {
  const places = new Set<string>();
  lay(chain, 0, (link, step) => {
    if ('fetch' in link) places.add(`${step} ${link.fetch.subgraph}`);
  });
  return places;
}

/** Tells each link with its step, the first one's given; answers the step after the last. */
function lay(chain: Chain, first: number, tell: (link: Single, step: number) => void): number {
  let step = first;
  for (const link of chain) {
    if ('chains' in link) step = Math.max(step, ...link.chains.map((inner) => lay(inner, step, tell)));
    else {
      tell(link, step);
      step += 1;
    }
  }
  return step;
}
