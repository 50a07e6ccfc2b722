import type { DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Kind, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Data } from '../data.ts';
import type { Path } from '../plan/places.ts';
import type { Shared } from '../plan/shared.ts';
import type { Selected } from './collect.ts';
import { introspector } from './introspection.ts';
import { JsonWriter } from './json-writer.ts';
import type { ObjectProjector } from './projector.ts';
import { objectProjector } from './projector.ts';
import type { Wrong } from './walk.ts';

/** A client's data as JSON in UTF-8; null: too much of it was wrong. */
export interface Projected {
  readonly data: Buffer | null;
  readonly wrong: readonly Wrong[];
}

/** What an operation selects, for one setting of the variables in its @skip and @include. */
export interface Projection {
  /** Shapes what was gathered into the client's data, as JSON, in one pass. */
  project(root: Data, shared: Shared): Projected;
  /** The part of a place that the client has selected. */
  visible(path: Path): Path;
}

/** Most settings of one operation's conditions that are kept compiled. */
const maxSettings = 16;

/** Compiles an operation's projection; answers the one for these variables, coerced. */
export function projections(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (values: Data) => Projection {
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const conditions = conditionsIn(document);
  const kept = new LRUCache<string, Projection>({ max: maxSettings });
  const introspects = asksForSchema(document);
  return (values) => {
    const setting = conditions.map((name) => (values[name] === true ? '1' : '0')).join('');
    const known = kept.get(setting);
    if (known !== undefined) return known;
    // Introspection may read any variable; nothing else keeps what a client sent.
    if (introspects) return projection({ schema, fragments, values }, document, operation);
    const relevant = Object.fromEntries(conditions.map((name) => [name, values[name]]));
    const fresh = projection({ schema, fragments, values: relevant }, document, operation);
    kept.set(setting, fresh);
    return fresh;
  };
}

function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field({ name }) {
      if (name.value === '__schema' || name.value === '__type') asks = true;
    },
  });
  return asks;
}

function conditionsIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: [condition] = [] }) {
      const conditional = name.value === 'skip' || name.value === 'include';
      if (conditional && condition?.value.kind === Kind.VARIABLE) names.add(condition.value.name.value);
    },
  });
  return [...names];
}

function projection(
  selected: Selected,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Projection {
  const type = selected.schema.getRootType(operation.operation);
  if (!type) throw new Error(`There is no ${operation.operation}.`);
  const introspect = introspector(selected, document, operation);
  const root = objectProjector(selected, type, [operation.selectionSet], introspect);
  let expected = 0;
  return {
    project(data, shared) {
      const projected = write(root, data, { path: [], shared, expected });
      expected = projected.data?.length ?? expected;
      return projected;
    },
    visible: (path) => visible(root, path),
  };
}

/** Nothing is awaited while something is written: one is enough for a process. */
const writer = new JsonWriter();

/** Writes one object of the client's data. @param at.expected about how many bytes it will have */
export function write(
  projector: ObjectProjector,
  object: Data,
  {
    path,
    shared,
    expected = 0,
  }: { readonly path: Path; readonly shared: Shared; readonly expected?: number },
): Projected {
  const wrong: Wrong[] = [];
  writer.begin(expected);
  const whole = projector.project(object, { writer, path: [...path], wrong, shared });
  return { data: whole ? writer.take() : null, wrong };
}

function visible(root: ObjectProjector, path: Path): Path {
  let at: (ObjectProjector | 'leaf')[] = [root];
  const seen: Path = [];
  for (const part of path) {
    if (typeof part === 'string') {
      at = at.flatMap((each) => (each === 'leaf' ? [] : each.below(part)));
      if (at.length === 0) break;
    }
    seen.push(part);
  }
  return seen;
}
