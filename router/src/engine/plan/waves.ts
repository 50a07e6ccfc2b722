import type { Chain, Single } from './chain.ts';
import type { EntityFetch } from './entity-fetch.ts';

/** Where a chain fetches entities. */
interface Course {
  /** By subgraph: at which steps. */
  readonly steps: Map<string, Set<number>>;
  /** Those of its fetches that nothing in it comes after: they can wait. */
  readonly ends: { readonly subgraph: string; readonly step: number }[];
}

/**
 * Chains that run side by side, in groups: two are in one when both fetch entities from one subgraph at the same step, or
 * the last fetch of one can wait for the other's. These can go in step with each other, and ask together. Others wait for
 * nobody.
 */
export function meetingChains(chains: readonly Chain[]): (readonly Chain[])[] {
  const groups: { chains: Chain[]; courses: Course[] }[] = [];
  for (const chain of chains.flatMap(unfolded)) {
    const course = courseOf(chain);
    const met = groups.filter(({ courses }) => courses.some((other) => meet(course, other)));
    for (const other of met) groups.splice(groups.indexOf(other), 1);
    groups.push({
      chains: [...met.flatMap((group) => group.chains), chain],
      courses: [...met.flatMap((group) => group.courses), course],
    });
  }
  return groups.map((group) => group.chains);
}

/** What chains that go in step with each other do at each step. */
export function wavesOf(chains: readonly Chain[]): (readonly Single[])[] {
  const waves: Single[][] = [];
  for (const chain of chains) {
    lay(chain, 0, (link, step) => {
      waves[step] ??= [];
      waves[step].push(link);
    });
  }
  return gathered(waves);
}

/**
 * The same with fewer requests: where all that is fetched from a subgraph at one step can as well be fetched at a later
 * one, at which that subgraph is asked anyway, it waits for that.
 */
function gathered(waves: readonly Single[][]): (readonly Single[])[] {
  const gathering = waves.map((wave) => [...wave]);
  for (let step = gathering.length - 2; step >= 0; step -= 1) {
    for (const [subgraph, early] of Map.groupBy(fetchesIn(gathering[step]), ({ fetch }) => fetch.subgraph)) {
      const later = gathering.findIndex(
        (wave, at) => at > step && fetchesIn(wave).some(({ fetch }) => fetch.subgraph === subgraph),
      );
      const between = gathering.slice(step + 1, later + 1).flat();
      if (later < 0 || early.some(({ fetch }) => between.some((link) => mayNeed(link, fetch)))) continue;
      gathering[step] = (gathering[step] ?? []).filter(
        (link) => !early.includes(link as (typeof early)[number]),
      );
      gathering[later]?.push(...early);
    }
  }
  return gathering.filter((wave) => wave.length > 0);
}

function fetchesIn(wave: readonly Single[] = []) {
  return wave.filter((link) => 'fetch' in link);
}

/** Whether something reads what a fetch brings. */
function mayNeed(link: Single, earlier: EntityFetch): boolean {
  // What is not known to be a fetch of entities may read anything.
  if (!('fetch' in link)) return true;
  const { path, reads } = link.fetch;
  const common = Math.min(path.length, earlier.path.length);
  for (let at = 0; at < common; at += 1) if (path[at] !== earlier.path[at]) return false;
  const [next, within] = [path[common], earlier.path[common]];
  // Further down: it is found by way of what was brought. Further up: it reads what that was brought into.
  if (next !== undefined) return earlier.brings.has(next);
  if (within !== undefined) return within === '@' || reads.has(within);
  return !reads.isDisjointFrom(earlier.brings);
}

/** Chains that are nothing but chains side by side are among the others. */
function unfolded(chain: Chain): readonly Chain[] {
  const [first] = chain;
  if (first === undefined) return [];
  return chain.length === 1 && 'chains' in first ? first.chains.flatMap(unfolded) : [chain];
}

function meet(one: Course, other: Course): boolean {
  for (const [subgraph, steps] of one.steps)
    if (other.steps.get(subgraph)?.isDisjointFrom(steps) === false) return true;
  return waitsFor(one, other) || waitsFor(other, one);
}

function waitsFor({ ends }: Course, { steps }: Course): boolean {
  return ends.some(({ subgraph, step }) => Math.max(...(steps.get(subgraph) ?? [])) > step);
}

function courseOf(chain: Chain): Course {
  const course: Course = { steps: new Map(), ends: [] };
  lay(chain, 0, (link, step, last) => {
    if (!('fetch' in link)) return;
    const { subgraph } = link.fetch;
    course.steps.set(subgraph, (course.steps.get(subgraph) ?? new Set()).add(step));
    if (last) course.ends.push({ subgraph, step });
  });
  return course;
}

/** Tells each link with its step, the first one's given, and whether it is the last; answers the step after the last. */
function lay(
  chain: Chain,
  first: number,
  tell: (link: Single, step: number, last: boolean) => void,
  isEnd = true,
): number {
  let step = first;
  for (const [at, link] of chain.entries()) {
    const last = isEnd && at === chain.length - 1;
    if ('chains' in link) step = Math.max(step, ...link.chains.map((inner) => lay(inner, step, tell, last)));
    else {
      tell(link, step, last);
      step += 1;
    }
  }
  return step;
}
