import type { GraphQLLeafType } from 'graphql';
import { isEnumType } from 'graphql';

/** Whether a value is one of the type; what a custom scalar holds is its subgraph's business. */
export type IsLeaf = (value: unknown) => boolean;

const isText: IsLeaf = (value) => typeof value === 'string';
const isWhole: IsLeaf = (value) => typeof value === 'number' && Number.isInteger(value);

const builtIn: Readonly<Record<string, IsLeaf>> = {
  Int: isWhole,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
  String: isText,
  Boolean: (value) => typeof value === 'boolean',
  ID: (value) => isText(value) || isWhole(value),
};

export function leafCheck(type: GraphQLLeafType): IsLeaf {
  if (!isEnumType(type)) return builtIn[type.name] ?? (() => true);
  const names: ReadonlySet<unknown> = new Set(type.getValues().map(({ name }) => name));
  return (value) => names.has(value);
}
