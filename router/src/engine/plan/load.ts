import type { GraphQLFormattedError } from 'graphql';
import type { Data } from '../data.ts';
import { isData, own, setOwn } from '../data.ts';
import type { EntityFetch, EntitySelection } from './entity-fetch.ts';
import { tell, tellFailure } from './errors.ts';
import { copyOf, mergeIntoAll } from './merge.ts';
import type { Path } from './places.ts';
import { objectsAt, placesOf } from './places.ts';
import { identityOf } from './representation.ts';
import type { Run } from './run.ts';
import { Seen } from './seen.ts';
import type { Shared } from './shared.ts';
import { share } from './shared.ts';

/**
 * The objects that are one entity, apart by the fetch that found them. Those of one fetch are at one path of the answer:
 * whatever completes what is inside of one completes it in all, so that they have it in common.
 */
interface Targets {
  readonly groups: Data[][];
  last: EntityFetch;
}

/** The entities that one selection is asked of in one run: each representation once, however often it occurs. */
export class Load {
  readonly selection: EntitySelection;
  readonly representations: Data[] = [];
  /** For each representation the objects that it completes, apart by fetch. */
  readonly #targets: Targets[] = [];
  readonly #known = new Map<string, Targets>();
  readonly #seen = new Seen<Targets>();
  readonly #fetches: EntityFetch[] = [];

  constructor(selection: EntitySelection) {
    this.selection = selection;
  }

  /** Adds what is found at the fetch's path. */
  gather(fetch: EntityFetch, { root, shared }: Pick<Run, 'root' | 'shared'>): void {
    this.#fetches.push(fetch);
    for (const object of objectsAt(root, fetch.path, shared.size > 0)) {
      const seen = fetch.keys && this.#seen.get(fetch.keys, object);
      if (seen === undefined) this.#add(fetch, object);
      else addTarget(seen, fetch, object);
    }
  }

  #add(fetch: EntityFetch, object: Data): void {
    const representation = fetch.represent(object);
    if (representation === null) return;
    const identity = identityOf(representation);
    let targets = this.#known.get(identity);
    if (targets === undefined) {
      targets = { groups: [[object]], last: fetch };
      this.#known.set(identity, targets);
      this.#targets.push(targets);
      this.representations.push(representation);
    } else addTarget(targets, fetch, object);
    if (fetch.keys) this.#seen.set(fetch.keys, object, targets);
  }

  /** Merges the answer's entities; false when these are not the ones that were asked for. */
  take(entities: unknown, shared: Shared): boolean {
    if (!Array.isArray(entities) || entities.length !== this.representations.length) return false;
    this.#targets.forEach(({ groups }, at) => {
      const entity: unknown = entities[at];
      if (isData(entity)) this.#complete(groups, entity, shared);
    });
    return true;
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

  /** Notes that nothing came, at every field that should have. */
  tellFailure(run: Run, answered: boolean): void {
    const places = this.#places(run.root);
    const paths = this.#targets.flatMap(({ groups }, at) => {
      const names = this.selection.fieldsOf(String(this.representations[at]?.['__typename']));
      const found = groups.flat().flatMap(places);
      return names.length === 0 ? found : found.flatMap((place) => names.map((name) => [...place, name]));
    });
    tellFailure(run, this.#subgraph, paths, answered);
  }

  get #subgraph(): string {
    return this.#fetches[0]?.subgraph ?? '';
  }

  #places(root: Data): (target: Data) => Path[] {
    const all = this.#fetches.map(({ path }) => placesOf(root, path));
    return (target) => all.flatMap((places) => places.get(target) ?? []);
  }
}

function addTarget(targets: Targets, fetch: EntityFetch, object: Data): void {
  if (targets.last === fetch) targets.groups.at(-1)?.push(object);
  else targets.groups.push([object]);
  targets.last = fetch;
}
