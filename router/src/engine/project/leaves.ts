import type { GraphQLLeafType } from 'graphql';
import { isEnumType } from 'graphql';

/** A value of the type as JSON; undefined when it is none. What a custom scalar holds is its subgraph's business. */
export type LeafText = (value: unknown) => string | undefined;

/** All but what JSON holds as it is (RFC 8259 §7); surrogates too, for halves of a pair are no text. */
const special = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** Text as JSON: most has nothing to escape, and looking is faster than escaping. */
export function jsonText(text: string): string {
  return special.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const text: LeafText = (value) => (typeof value === 'string' ? jsonText(value) : undefined);
const whole: LeafText = (value) => (Number.isInteger(value) ? String(value) : undefined);

const builtIn: Readonly<Record<string, LeafText>> = {
  Int: whole,
  Float: (value) => (Number.isFinite(value) ? String(value) : undefined),
  String: text,
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
  // Whole numbers too are told as text (GraphQL specification §3.5.5).
  ID: (value) => text(value) ?? (Number.isInteger(value) ? `"${value}"` : undefined),
};

export function leafText(type: GraphQLLeafType): LeafText {
  if (!isEnumType(type)) return builtIn[type.name] ?? ((value) => JSON.stringify(value));
  const names = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
  return (value) => names.get(value);
}
