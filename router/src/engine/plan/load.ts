import type { GraphQLFormattedError } from 'graphql';
import type { Data } from '../data.ts';
import { isData, own, setOwn } from '../data.ts';
import type { EntityFetch, EntitySelection } from './entity-fetch.ts';
import { tell, tellFailure } from './errors.ts';
import { copyOf, mergeInto } from './merge.ts';
import type { Path } from './places.ts';
import { objectsAt, placesOf } from './places.ts';
import { identityOf } from './representation.ts';
import type { Run } from './run.ts';

/** The entities that one selection is asked of in one run: each representation once, however often it occurs. */
export class Load {
  readonly selection: EntitySelection;
  readonly representations: Data[] = [];
  /** For each representation the objects that it completes. */
  readonly #targets: Data[][] = [];
  readonly #known = new Map<string, Data[]>();
  readonly #fetches = new Set<EntityFetch>();

  constructor(selection: EntitySelection) {
    this.selection = selection;
  }

  /** Adds what is found at the fetch's path; of what cannot be represented as a whole, `partly` is told. */
  gather(fetch: EntityFetch, root: Data, partly: (narrower: EntityFetch, object: Data) => void): void {
    for (const object of objectsAt(root, fetch.path)) {
      if (this.add(fetch, object)) continue;
      const narrower = fetch.narrower(object);
      if (narrower !== undefined) partly(narrower, object);
    }
  }

  /** Adds one object; false when it cannot be represented. */
  add(fetch: EntityFetch, object: Data): boolean {
    const representation = fetch.represent(object);
    if (representation === null) return false;
    this.#fetches.add(fetch);
    const identity = identityOf(representation);
    const known = this.#known.get(identity);
    if (known !== undefined) {
      known.push(object);
      return true;
    }
    const targets = [object];
    this.#known.set(identity, targets);
    this.#targets.push(targets);
    this.representations.push(representation);
    return true;
  }

  /**
   * Merges the answer's entities. Tells which representations got none that can be theirs; undefined: these are not
   * the entities that were asked for.
   */
  take(entities: unknown): number[] | undefined {
    if (!Array.isArray(entities) || entities.length !== this.representations.length) return undefined;
    const unfit: number[] = [];
    this.#targets.forEach((targets, at) => {
      const entity: unknown = entities[at];
      if (!isData(entity)) return;
      if (targets.every((target) => this.#fits(target, entity))) this.#complete(targets, entity);
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

  #complete(targets: readonly Data[], entity: Data): void {
    const { output, interfaces } = this.selection;
    const [first, ...others] = targets;
    if (first === undefined) return;
    if (output !== undefined) {
      if (!own(entity, '__typename')) setOwn(entity, '__typename', first['__typename']);
      output(entity);
    }
    // Whoever knows only the interface does not know better what the object is.
    if (interfaces.has(entity['__typename'])) {
      const known = targets.map((target) => target['__typename']).filter(Boolean);
      const name = known.find((each) => !interfaces.has(each)) ?? known[0];
      if (name !== undefined) entity['__typename'] = name;
    }
    for (const other of others) mergeInto(other, copyOf(entity));
    mergeInto(first, entity);
  }

  /** Notes an error where clients see its entities; `path` is what follows `_entities` in the error's own. */
  tell(run: Run, error: GraphQLFormattedError, [index, ...rest]: Path): void {
    const { renamed } = this.selection;
    const shown = rest.map((part) => (typeof part === 'string' ? (renamed.get(part) ?? part) : part));
    const targets = typeof index === 'number' ? [this.#targets[index] ?? []] : this.#targets;
    const places = this.#places(run.root);
    const paths = targets.flat().flatMap((target) => places(target).map((place) => [...place, ...shown]));
    tell(run, this.#subgraph, error, paths);
  }

  /** Notes that nothing came, at every field that should have; of these representations only, if they are given. */
  tellFailure(run: Run, answered: boolean, only?: readonly number[]): void {
    const places = this.#places(run.root);
    const paths = this.#targets.flatMap((targets, at) => {
      if (only !== undefined && !only.includes(at)) return [];
      const names = this.selection.fieldsOf(String(this.representations[at]?.['__typename']));
      const found = targets.flatMap(places);
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
