import type { FieldNode, GraphQLCompositeType, GraphQLOutputType, SelectionSetNode } from 'graphql';
import {
  getNullableType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Data } from '../data.ts';
import { isData, own } from '../data.ts';
import type { Path } from '../plan/places.ts';
import type { Selected } from './collect.ts';
import { collectFields } from './collect.ts';
import { leafCheck } from './leaves.ts';

/** A null that was told of already, below. */
const failed = Symbol('failed');
/** A null where none may be: what holds it is null too. */
const bubbles = Symbol('bubbles');

/** Where a projection stands, and what it has found wrong. */
export interface Walk {
  readonly path: Path;
  readonly wrong: { readonly message: string; readonly path: Path }[];
}

/** Makes the client's value of what was gathered: a value, null, {@link failed} or {@link bubbles}. */
type Complete = (value: unknown, walk: Walk) => unknown;

/** The objects of one place in the operation. */
export interface ObjectProjector {
  /** The client's object; null: something in it may not be null. */
  project(object: Data, walk: Walk): Data | null;
  /** What is below a field, for each type that the object may be of; empty: the client did not select it. */
  below(name: string): (ObjectProjector | 'leaf')[];
}

/** A field in the shape of an object. */
interface Field {
  readonly name: string;
  /** Answers without data: `__typename` and introspection. */
  readonly constant: (() => unknown) | undefined;
  readonly complete: Complete;
  readonly below: ObjectProjector | 'leaf';
}

/** Most wrong values told of. */
const maxWrong = 100;

/** Compiles the selections on a place whose values are of this type; shapes are made when they first occur. */
export function objectProjector(
  selected: Selected,
  declared: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  introspect?: (field: string, nodes: readonly FieldNode[]) => unknown,
): ObjectProjector {
  const shapes = new Map<string, readonly Field[] | null>();
  let safe = true;

  const shapeOf = (typename: string): readonly Field[] | null => {
    let shape = shapes.get(typename);
    if (shape === undefined) {
      const type = selected.schema.getType(typename);
      shape = isCompositeType(type) ? compile(type) : null;
      // Names that are no type's come from a subgraph; there are few, but there is no end of them.
      if (shape !== null) shapes.set(typename, shape);
    }
    return shape;
  };
  const compile = (type: GraphQLCompositeType): Field[] | null => {
    const fields = collectFields(selected, type, selectionSets);
    if (fields === undefined) return null;
    if (fields.has('__proto__')) safe = false;
    return [...fields].flatMap(([name, nodes]) => fieldOf(selected, type, name, nodes, introspect) ?? []);
  };

  return {
    project(object, walk) {
      const typename = own(object, '__typename');
      const shape = shapeOf(typeof typename === 'string' ? typename : declared.name);
      if (shape === null) {
        note(walk, 'An object is of a type that is not known');
        return null;
      }
      const { path } = walk;
      const answer: Data = safe ? {} : Object.create(null);
      for (const { name, constant, complete } of shape) {
        if (constant !== undefined) {
          const value = constant();
          if (value === bubbles) return null;
          answer[name] = value;
          continue;
        }
        path.push(name);
        const value = complete(own(object, name), walk);
        path.pop();
        if (value === bubbles) return null;
        answer[name] = value === failed ? null : value;
      }
      return answer;
    },
    below: (name) =>
      possible(selected, declared).flatMap((type) => {
        const field = shapeOf(type.name)?.find((each) => each.name === name);
        return field === undefined ? [] : [field.below];
      }),
  };
}

function possible({ schema }: Selected, type: GraphQLCompositeType): readonly { name: string }[] {
  return isObjectType(type) ? [type] : schema.getPossibleTypes(type);
}

function fieldOf(
  selected: Selected,
  type: GraphQLCompositeType,
  name: string,
  nodes: readonly FieldNode[],
  introspect: ((field: string, nodes: readonly FieldNode[]) => unknown) | undefined,
): Field | undefined {
  const fieldName = nodes[0]?.name.value ?? '';
  const constant = (value: () => unknown): Field => ({
    name,
    constant: value,
    complete: () => null,
    below: 'leaf',
  });
  if (fieldName === '__typename') return constant(() => (isObjectType(type) ? type.name : bubbles));
  if (fieldName.startsWith('__')) return introspect && constant(() => introspect(name, nodes));
  const definition = 'getFields' in type ? type.getFields()[fieldName] : undefined;
  if (definition === undefined) return undefined;
  const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const named = namedTypeOf(definition.type);
  const below = isCompositeType(named) ? objectProjector(selected, named, selectionSets) : 'leaf';
  return { name, constant: undefined, complete: completer(definition.type, below), below };
}

function namedTypeOf(type: GraphQLOutputType): GraphQLOutputType {
  const nullable = getNullableType(type);
  return isListType(nullable) ? namedTypeOf(nullable.ofType) : nullable;
}

function completer(type: GraphQLOutputType, below: ObjectProjector | 'leaf'): Complete {
  if (isNonNullType(type)) return nonNull(completer(type.ofType, below), String(type.ofType));
  if (isListType(type)) return list(completer(type.ofType, below));
  if (below !== 'leaf') {
    return (value, walk) => {
      if (value === null || value === undefined) return null;
      if (!isData(value)) return note(walk, 'There is no object');
      return below.project(value, walk) ?? failed;
    };
  }
  const isLeaf = isLeafType(type) ? leafCheck(type) : () => false;
  const wrong = `The value is no ${String(type)}`;
  return (value, walk) => {
    if (value === null || value === undefined) return null;
    return isLeaf(value) ? value : note(walk, wrong);
  };
}

function nonNull(inner: Complete, type: string): Complete {
  const wrong = `There is no ${type}`;
  return (value, walk) => {
    const completed = inner(value, walk);
    if (completed === null) note(walk, wrong);
    return completed === null || completed === failed ? bubbles : completed;
  };
}

function list(inner: Complete): Complete {
  return (value, walk) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return note(walk, 'There is no list');
    const answer: unknown[] = [];
    const { path } = walk;
    let whole = true;
    for (let at = 0; at < value.length; at += 1) {
      path.push(at);
      const entry = inner(value[at], walk);
      path.pop();
      if (entry === bubbles) whole = false;
      answer.push(entry === failed ? null : entry);
    }
    return whole ? answer : failed;
  };
}

function note({ wrong, path }: Walk, what: string): typeof failed {
  if (wrong.length < maxWrong) wrong.push({ message: `${what} at ${path.join('.')}.`, path: [...path] });
  return failed;
}
