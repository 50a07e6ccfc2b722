import type { FieldNode, GraphQLCompositeType, GraphQLOutputType, SelectionSetNode } from 'graphql';
import { getNamedType, isCompositeType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import type { Data } from '../data.ts';
import { heldAs, isData, own } from '../data.ts';
import type { Selected } from './collect.ts';
import { collectFields } from './collect.ts';
import type { JsonWriter } from './json-writer.ts';
import { leafWriter } from './leaves.ts';
import type { Outcome, Walk } from './walk.ts';
import { absent, bubbles, failed, note, written } from './walk.ts';
import { writtenOnce } from './written-once.ts';

/** Writes the client's value of what was gathered; what holds it writes its nulls. `key` is its place there. */
export type Complete = (value: unknown, walk: Walk, key: string | number) => Outcome;

/** The objects of one place in the operation. */
export interface ObjectProjector {
  /** Writes the client's object; false: something in it may not be null, and nothing is written. */
  project(object: Data, walk: Walk): boolean;
  /** What is below a field, for each type that the object may be of; empty: the client did not select it. */
  below(name: string): (ObjectProjector | 'leaf')[];
}

const [open, close, openList, closeList, comma] = Buffer.from('{}[],') as unknown as readonly [
  number,
  number,
  number,
  number,
  number,
];
const nothing = Buffer.from('null');

/** A field in the shape of an object. */
interface Field {
  readonly name: string;
  /** The key under which objects hold its value. */
  readonly held: string;
  /** What is written before its value, and before that if it is not the first. */
  readonly key: Buffer;
  readonly nextKey: Buffer;
  /** Writes it without data: `__typename` and introspection. */
  readonly constant: ((writer: JsonWriter) => Outcome) | undefined;
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
        return false;
      }
      const { writer } = walk;
      const start = writer.length;
      writer.byte(open);
      for (let at = 0; at < shape.length; at += 1) {
        const { name, held, key, nextKey, constant, complete } = shape[at] as Field;
        writer.raw(at === 0 ? key : nextKey);
        const outcome = constant === undefined ? complete(own(object, held), walk, name) : constant(writer);
        if (outcome === bubbles) {
          writer.rewind(start);
          return false;
        }
        if (outcome !== written) writer.raw(nothing);
      }
      writer.byte(close);
      return true;
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
  const key = `${JSON.stringify(name)}:`;
  const field = { name, held: heldAs(name), key: Buffer.from(key), nextKey: Buffer.from(`,${key}`) };
  const constant = (write: (writer: JsonWriter) => Outcome): Field => ({
    ...field,
    constant: write,
    complete: () => absent,
    below: 'leaf',
  });
  if (fieldName === '__typename') {
    const text = Buffer.from(JSON.stringify(type.name));
    return constant(isObjectType(type) ? (writer) => writeRaw(writer, text) : () => bubbles);
  }
  if (fieldName.startsWith('__')) {
    return (
      introspect &&
      constant((writer) => writeRaw(writer, Buffer.from(JSON.stringify(introspect(name, nodes)))))
    );
  }
  const definition = 'getFields' in type ? type.getFields()[fieldName] : undefined;
  if (definition === undefined) return undefined;
  const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const named = getNamedType(definition.type);
  const below = isCompositeType(named) ? objectProjector(selected, named, selectionSets) : 'leaf';
  return { ...field, constant: undefined, complete: completer(definition.type, below), below };
}

function writeRaw(writer: JsonWriter, bytes: Buffer): typeof written {
  writer.raw(bytes);
  return written;
}

function completer(type: GraphQLOutputType, below: ObjectProjector | 'leaf'): Complete {
  if (isNonNullType(type)) return nonNull(completer(type.ofType, below), String(type.ofType));
  if (isListType(type)) return writtenOnce(list(completer(type.ofType, below)));
  if (below !== 'leaf') return writtenOnce(object(below));
  const write = isLeafType(type) ? leafWriter(type) : () => false;
  const wrong = `The value is no ${String(type)}`;
  return (value, walk, key) => {
    if (value === null || value === undefined) return absent;
    return write(value, walk.writer) ? written : note(walk, wrong, key);
  };
}

function nonNull(inner: Complete, type: string): Complete {
  const wrong = `There is no ${type}`;
  return (value, walk, key) => {
    const outcome = inner(value, walk, key);
    if (outcome === absent) note(walk, wrong, key);
    return outcome === written ? written : bubbles;
  };
}

function object(below: ObjectProjector): Complete {
  return (value, walk, key) => {
    if (value === null || value === undefined) return absent;
    if (!isData(value)) return note(walk, 'There is no object', key);
    walk.path.push(key);
    const whole = below.project(value, walk);
    walk.path.pop();
    return whole ? written : failed;
  };
}

function list(inner: Complete): Complete {
  return (value, walk, key) => {
    if (value === null || value === undefined) return absent;
    if (!Array.isArray(value)) return note(walk, 'There is no list', key);
    walk.path.push(key);
    const { writer } = walk;
    const start = writer.length;
    writer.byte(openList);
    let whole = true;
    for (let at = 0; at < value.length; at += 1) {
      if (at > 0) writer.byte(comma);
      const outcome = inner(value[at], walk, at);
      if (outcome === bubbles) whole = false;
      else if (outcome !== written) writer.raw(nothing);
    }
    walk.path.pop();
    if (whole) writer.byte(closeList);
    else writer.rewind(start);
    return whole ? written : failed;
  };
}
