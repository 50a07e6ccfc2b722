import { expect, it } from 'vitest';
import { exceededVariables } from '../../src/limits/variable-limits.ts';

const most = { maxVariableValues: 5, maxVariableDepth: 2 };
const tooMuch = (variables: object) => exceededVariables(variables, most)?.message;

it.each([
  [{ ids: [1, 2, 3, 4] }, { ids: [1, 2, 3, 4, 5] }, '5 values'],
  [{ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1, c: 2 }, d: { e: 3, f: 4 } }, '5 values'],
  [{ a: [[1]] }, { a: [[[1]]] }, '2 levels inside each other'],
])('%j is within bounds, %j is not', (within, beyond, told) => {
  expect(tooMuch(within)).toBeUndefined();
  expect(tooMuch(beyond)).toBe(`Variables may have ${told}.`);
});

it('gets to the end of lists inside lists, however deep', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(tooMuch({ deep: JSON.parse(deep) })).toBeDefined();
});
