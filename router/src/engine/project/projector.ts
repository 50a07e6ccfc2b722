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
import type { Selected } from './collect.ts';
import { collectFields } from './collect.ts';
import { jsonText, leafText } from './leaves.ts';
import type { Walk } from './walk.ts';
import { bubbles, failed, note } from './walk.ts';
import { writtenOnce } from './written-once.ts';

/**
 * Writes the client's value of what was gathered: as JSON, or null, {@link failed} or {@link bubbles}. `key` is its
 * place in what holds it.
 */
export type Complete = (value: unknown, walk: Walk, key: string | number) => Text;
type Text = string | null | typeof failed | typeof bubbles;

/** The objects of one place in the operation. */
export interface ObjectProjector {
  /** The client's object as JSON; null: something in it may not be null. */
  project(object: Data, walk: Walk): string | null;
  /** What is below a field, for each type that the object may be of; empty: the client did not select it. */
  below(name: string): (ObjectProjector | 'leaf')[];
}

/** A field in the shape of an object. */
interface Field {
  readonly name: string;
  /** What is written before its value. */
  readonly key: string;
  /** Answers without data: `__typename` and introspection. */
  readonly constant: (() => Text) | undefined;
  readonly complete: Complete;
  readonly below: ObjectProjector | 'leaf';
}

/** Compiles the selections on a place whose values are of this type; shapes are made when they first occur. */
export function objectProjector(
  selected: Selected,
  declared: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  introspect?: (field: string, nodes: readonly FieldNode[]) => unknown,
): ObjectProjector {
  const shapes = new Map<string, readonly Field[] | null>();

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
      let text = '{';
      for (const { name, key, constant, complete } of shape) {
        const value = constant === undefined ? complete(own(object, name), walk, name) : constant();
        if (value === bubbles) return null;
        text += (text.length === 1 ? key : `,${key}`) + (typeof value === 'string' ? value : 'null');
      }
      return `${text}}`;
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
  const key = `${jsonText(name)}:`;
  const constant = (value: () => Text): Field => ({
    name,
    key,
    constant: value,
    complete: () => null,
    below: 'leaf',
  });
  if (fieldName === '__typename') {
    const text = isObjectType(type) ? jsonText(type.name) : bubbles;
    return constant(() => text);
  }
  if (fieldName.startsWith('__')) {
    return introspect && constant(() => JSON.stringify(introspect(name, nodes)));
  }
  const definition = 'getFields' in type ? type.getFields()[fieldName] : undefined;
  if (definition === undefined) return undefined;
  const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const named = namedTypeOf(definition.type);
  const below = isCompositeType(named) ? objectProjector(selected, named, selectionSets) : 'leaf';
  return { name, key, constant: undefined, complete: completer(definition.type, below), below };
}

function namedTypeOf(type: GraphQLOutputType): GraphQLOutputType {
  const nullable = getNullableType(type);
  return isListType(nullable) ? namedTypeOf(nullable.ofType) : nullable;
}

function completer(type: GraphQLOutputType, below: ObjectProjector | 'leaf'): Complete {
  if (isNonNullType(type)) return nonNull(completer(type.ofType, below), String(type.ofType));
  if (isListType(type)) return writtenOnce(list(completer(type.ofType, below)));
  if (below !== 'leaf') return writtenOnce(object(below));
  const textOf = isLeafType(type) ? leafText(type) : () => undefined;
  const wrong = `The value is no ${String(type)}`;
  return (value, walk, key) => {
    if (value === null || value === undefined) return null;
    return textOf(value) ?? note(walk, wrong, key);
  };
}

function nonNull(inner: Complete, type: string): Complete {
  const wrong = `There is no ${type}`;
  return (value, walk, key) => {
    const text = inner(value, walk, key);
    if (text === null) note(walk, wrong, key);
    return text === null || text === failed ? bubbles : text;
  };
}

function object(below: ObjectProjector): Complete {
  return (value, walk, key) => {
    if (value === null || value === undefined) return null;
    if (!isData(value)) return note(walk, 'There is no object', key);
    walk.path.push(key);
    const text = below.project(value, walk);
    walk.path.pop();
    return text ?? failed;
  };
}

function list(inner: Complete): Complete {
  return (value, walk, key) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return note(walk, 'There is no list', key);
    walk.path.push(key);
    let text = '[';
    let whole = true;
    for (let at = 0; at < value.length; at += 1) {
      const entry = inner(value[at], walk, at);
      if (entry === bubbles) whole = false;
      if (at > 0) text += ',';
      text += typeof entry === 'string' ? entry : 'null';
    }
    walk.path.pop();
    return whole ? `${text}]` : failed;
  };
}
