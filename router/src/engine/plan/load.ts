import type { GraphQLFormattedError } from 'graphql';
import type { Data } from '../data.ts';
import { isData, own, setOwn } from '../data.ts';
import type { EntityFetch, EntitySelection } from './entity-fetch.ts';
import { tell, tellFailure } from './errors.ts';
import { copyOf, mergeIntoAll } from './merge.ts';
import type { Path } from './places.ts';
import { placesOf } from './places.ts';
import { identityOf } from './representation.ts';
import type { Run } from './run.ts';
import { Seen } from './seen.ts';
import type { Shared } from './shared.ts';
import { share } from './shared.ts';

/**
 * The objects that are one entity, apart by type and by the fetch that found them. Those of one fetch are at one path of
 * the answer: whatever completes what is inside of one completes it in all, so that they have it in common.
 */
interface Targets {
  readonly groups: Data[][];
  last: EntityFetch | undefined;
}

/** The entities that one selection is asked of in one run: each representation once, however often it occurs. */
export class Load {
  readonly selection: EntitySelection;
  readonly representations: Data[] = [];
  /** For each representation the objects that it completes, apart by fetch. */
  readonly #targets: Targets[] = [];
  readonly #known = new Map<string, Targets>();
  readonly #seen = new Seen<Targets>();
  readonly #fetches = new Set<EntityFetch>();

  constructor(selection: EntitySelection) {
    this.selection = selection;
  }

  /** Adds what is found at the fetch's path; of what cannot be represented as a whole, `partly` is told. */
  gather(
    fetch: EntityFetch,
    { found }: Pick<Run, 'found'>,
    partly: (narrower: EntityFetch, object: Data) => void,
  ): void {
    for (const object of found.at(fetch)) {
      const seen = fetch.keys && this.#seen.get(fetch.keys, object);
      if (seen !== undefined) this.#addTarget(seen, fetch, object);
      else if (!this.add(fetch, object)) {
        const narrower = fetch.narrower(object);
        if (narrower !== undefined) partly(narrower, object);
      }
    }
  }

  /** Adds one object; false when it cannot be represented. */
  add(fetch: EntityFetch, object: Data): boolean {
    const representation = fetch.represent(object);
    if (representation === null) return false;
    const identity = identityOf(representation);
    let targets = this.#known.get(identity);
    if (targets === undefined) {
      targets = { groups: [], last: undefined };
      this.#known.set(identity, targets);
      this.#targets.push(targets);
      this.representations.push(representation);
    }
    this.#addTarget(targets, fetch, object);
    if (fetch.keys) this.#seen.set(fetch.keys, object, targets);
    return true;
  }

  #addTarget(targets: Targets, fetch: EntityFetch, object: Data): void {
    this.#fetches.add(fetch);
    const group = targets.groups.at(-1);
    // Two kinds of an interface object are the same to a subgraph that knows the interface alone.
    if (targets.last === fetch && group?.[0]?.['__typename'] === object['__typename']) group?.push(object);
    else targets.groups.push([object]);
    targets.last = fetch;
  }

  /**
   * Merges the answer's entities. Tells which representations got none that can be theirs; undefined: these are not
   * the entities that were asked for.
   */
  take(entities: unknown, { shared, found }: Pick<Run, 'shared' | 'found'>): number[] | undefined {
    if (!Array.isArray(entities) || entities.length !== this.representations.length) return undefined;
    for (const { place } of this.#fetches) found.changed(place);
    const unfit: number[] = [];
    this.#targets.forEach(({ groups }, at) => {
      const entity: unknown = entities[at];
      if (!isData(entity)) return;
      const fits = groups.every((targets) => targets.every((target) => this.#fits(target, entity)));
      if (fits) this.#complete(groups, entity, shared);
      else unfit.push(at);
    });
    return unfit;
  }

  /** Whether both can be the same thing: an interface's name says only that it is one of its kinds. */
  #fits(target: Data, entity: Data): boolean {
    const { interfaces } = this.selection;
    const [known, told] = [target['__typename'], entity['__typename']];
    return !known || !told || known === told || interfaces.has(known) || interfaces.has(told);
  }

  #complete(groups: Targets['groups'], entity: Data, shared: Shared): void {
    const { output, interfaces } = this.selection;
    const first = groups[0]?.[0];
    if (first === undefined) return;
    if (output !== undefined) {
      if (!own(entity, '__typename')) setOwn(entity, '__typename', first['__typename']);
      output(entity);
    }
    // Whoever knows only the interface does not know better what the object is.
    if (interfaces.has(entity['__typename'])) {
      const known = groups
        .flat()
        .map((target) => target['__typename'])
        .filter(Boolean);
      const name = known.find((each) => !interfaces.has(each)) ?? known[0];
      if (name !== undefined) entity['__typename'] = name;
    }
    groups.forEach((targets, at) => {
      const part = at === groups.length - 1 ? entity : copyOf(entity);
      if (targets.length > 1) share(part, shared);
      mergeIntoAll(targets, part);
    });
  }

  /** Notes an error where clients see its entities; `path` is what follows `_entities` in the error's own. */
  tell(run: Run, error: GraphQLFormattedError, [index, ...rest]: Path): void {
    const { renamed } = this.selection;
    const shown = rest.map((part) => (typeof part === 'string' ? (renamed.get(part) ?? part) : part));
    const told = typeof index === 'number' ? [this.#targets[index]] : this.#targets;
    const targets = told.flatMap((each) => each?.groups.flat() ?? []);
    const places = this.#places(run.root);
    const paths = targets.flatMap((target) => places(target).map((place) => [...place, ...shown]));
    tell(run, this.#subgraph, error, paths);
  }

  /** Notes that nothing came, at every field that should have; of these representations only, if they are given. */
  tellFailure(run: Run, answered: boolean, only?: readonly number[]): void {
    const places = this.#places(run.root);
    const paths = this.#targets.flatMap(({ groups }, at) => {
      if (only !== undefined && !only.includes(at)) return [];
      const names = this.selection.fieldsOf(String(this.representations[at]?.['__typename']));
      const found = groups.flat().flatMap(places);
      return names.length === 0 ? found : found.flatMap((place) => names.map((name) => [...place, name]));
    });
    tellFailure(run, this.#subgraph, paths, answered);
  }

  get #subgraph(): string {
    const [fetch] = this.#fetches;
    return fetch?.subgraph ?? '';
  }

  #places(root: Data): (target: Data) => Path[] {
    const all = [...this.#fetches].map(({ path }) => placesOf(root, path));
    return (target) => all.flatMap((places) => places.get(target) ?? []);
  }
}
