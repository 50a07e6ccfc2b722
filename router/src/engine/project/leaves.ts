import type { GraphQLLeafType } from 'graphql';
import { isEnumType } from 'graphql';
import type { JsonWriter } from './json-writer.ts';

/** Writes a value of the type; false when it is none. What a custom scalar holds is its subgraph's business. */
export type WriteLeaf = (value: unknown, writer: JsonWriter) => boolean;

const text: WriteLeaf = (value, writer) => {
  if (typeof value !== 'string') return false;
  writer.text(value);
  return true;
};

const plain =
  (is: (value: unknown) => boolean): WriteLeaf =>
  (value, writer) => {
    if (!is(value)) return false;
    writer.ascii(String(value));
    return true;
  };

const builtIn: Readonly<Record<string, WriteLeaf>> = {
  Int: plain(Number.isInteger),
  Float: plain(Number.isFinite),
  String: text,
  Boolean: plain((value) => typeof value === 'boolean'),
  // Whole numbers too are told as text (GraphQL specification §3.5.5).
  ID: (value, writer) => text(Number.isInteger(value) ? String(value) : value, writer),
};

const anything: WriteLeaf = (value, writer) => {
  if (!text(value, writer)) writer.json(JSON.stringify(value));
  return true;
};

/** What writes the values of a type. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  if (!isEnumType(type)) return builtIn[type.name] ?? anything;
  const names = new Map<unknown, Buffer>(
    type.getValues().map(({ name }) => [name, Buffer.from(JSON.stringify(name))]),
  );
  return (value, writer) => {
    const name = names.get(value);
    if (name === undefined) return false;
    writer.raw(name);
    return true;
  };
}
