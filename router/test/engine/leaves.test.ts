import type { GraphQLLeafType } from 'graphql';
import {
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLScalarType,
  GraphQLString,
} from 'graphql';
import { expect, it } from 'vitest';
import { JsonWriter } from '../../src/engine/project/json-writer.ts';
import { leafWriter } from '../../src/engine/project/leaves.ts';

/** What is written of a value; undefined when it is none of the type's. */
function writes(type: GraphQLLeafType): (value: unknown) => string | undefined {
  const [leaf, writer] = [leafWriter(type), new JsonWriter()];
  return (value) => {
    writer.begin();
    return leaf(value, writer) ? writer.take().toString() : undefined;
  };
}

it('writes ids as text, also where a subgraph has numbers', () => {
  const id = writes(GraphQLID);
  expect([7, '7', '"', 7.5, true].map(id)).toEqual(['"7"', '"7"', '"\\""', undefined, undefined]);
});

it('writes text as JSON does, halves of pairs and controls escaped', () => {
  const text = writes(GraphQLString);
  for (const value of ['', 'plain', 'ä ☃ 🐻', '\ud83d', '\n\u0000"\\', '\u2028', '\u007f', '~ ']) {
    expect(text(value)).toBe(JSON.stringify(value));
    // Long ones are written another way.
    expect(text(value.padEnd(99, value))).toBe(JSON.stringify(value.padEnd(99, value)));
  }
  expect([text(7), writes(GraphQLInt)('7')]).toEqual([undefined, undefined]);
});

it('writes numbers, names and what a scalar of its own holds', () => {
  expect([0, -7, 2 ** 31].map(writes(GraphQLInt))).toEqual(['0', '-7', '2147483648']);
  expect([0.1, 1e21, Number.NaN].map(writes(GraphQLFloat))).toEqual(['0.1', '1e+21', undefined]);
  const names = writes(new GraphQLEnumType({ name: 'Kind', values: { A: {}, B: {} } }));
  expect(['A', 'C', 1].map(names)).toEqual(['"A"', undefined, undefined]);
  const anything = writes(new GraphQLScalarType({ name: 'Anything' }));
  expect(['"', { a: [1] }, 'ä'].map(anything)).toEqual(['"\\""', '{"a":[1]}', '"ä"']);
});

it('writes more than it has room for at first, and the same again', () => {
  const writer = new JsonWriter();
  for (const length of [10, 70_000, 3_000_000, 10]) {
    writer.begin();
    writer.text('ä'.repeat(length));
    const end = writer.length;
    writer.again(0, end);
    writer.byte(0x20);
    writer.rewind(end * 2);
    const once = JSON.stringify('ä'.repeat(length));
    expect(writer.take().toString() === once + once).toBe(true);
  }
});
