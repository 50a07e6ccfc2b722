import { GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import { expect, it } from 'vitest';
import { leafText } from '../../src/engine/project/leaves.ts';

it('writes ids as text, also where a subgraph has numbers', () => {
  const id = leafText(GraphQLID);
  expect([id(7), id('7'), id('"'), id(7.5), id(true)]).toEqual(['"7"', '"7"', '"\\""', undefined, undefined]);
});

it('writes text as JSON does, halves of pairs and controls escaped', () => {
  const text = leafText(GraphQLString);
  for (const value of ['', 'plain', 'ä ☃ 🐻', '\ud83d', '\n\u0000"\\', '\u2028']) {
    expect(text(value)).toBe(JSON.stringify(value));
  }
  expect([text(7), leafText(GraphQLInt)('7')]).toEqual([undefined, undefined]);
});
