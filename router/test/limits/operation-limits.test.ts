import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/index.ts';
import { exceededLimit } from '../../src/limits/operation-limits.ts';

const most = {
  ...defaultSettings.limits,
  ...{ maxDepth: 3, maxAliases: 3, maxRootFields: 3, maxFields: 10, maxDefinitions: 42, maxDirectives: 2 },
};
const tooMuch = (text: string) => exceededLimit(parse(text), most)?.message;

it.each([
  ['{ a { b { c } } }', '{ a { b { c { d } } } }', '3 levels, not 4'],
  ['{ a { ... on A { b { c } } } }', '{ a { ...F } } fragment F on A { b { c { d } } }', '3 levels, not 4'],
  ['{ x: a { y: b z: b } }', '{ x: a { y: b z: b w: b } }', '3 aliases, not 4'],
  ['{ a b c }', '{ a b c d }', '3 root fields, not 4'],
  ['{ a b c }', '{ a ...F } fragment F on Query { b c ... on Query { d } }', '3 root fields, not 4'],
  ['{ a { b c d e f g h i j } }', '{ a { b c d e f g h i j k } }', '10 fields, not 11'],
  ['{ a }', 'query A { a } query B { a b c d }', '3 root fields, not 4'],
])('%s is within bounds, %s is not', (within, beyond, told) => {
  expect(tooMuch(within)).toBeUndefined();
  expect(tooMuch(beyond)).toBe(`An operation may have ${told}.`);
});

it('counts fragments wherever they are spread, without unfolding them', () => {
  const bomb = Array.from({ length: 40 }, (_, i) => `fragment F${i} on A { ...F${i + 1} ...F${i + 1} }`);
  const text = `{ a { ...F0 } } ${bomb.join(' ')} fragment F40 on A { b }`;
  // Unfolded, this would outlast any test.
  expect(tooMuch(text)).toBe(`An operation may have 10 fields, not ${2 ** 40 + 1}.`);
});

it('does not lose itself in fragments that spread themselves', () => {
  expect(tooMuch('{ a { ...F } } fragment F on A { b ...F }')).toBeUndefined();
});

it.each([
  ['43 definitions', '{ a } '.repeat(43), '42 definitions, not 43'],
  ['3 directives', '{ a @b c @d ...E @f } fragment E on A { g }', '2 directives, not 3'],
])('refuses a document of %s', (_, text, told) => {
  expect(tooMuch(text)).toBe(`A document may have ${told}.`);
});
