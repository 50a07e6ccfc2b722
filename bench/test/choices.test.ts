import { expect, test } from 'vitest';
import { helpOf, isSound } from '../choices.ts';

const asked = { default: '1', says: 'how often' };

test.each([
  ['7', asked, true],
  ['0', asked, false],
  ['1,2', asked, false],
  ['often', asked, false],
  ['1,2', { ...asked, list: true }, true],
  ['1,,2', { ...asked, list: true }, false],
  ['a,b', { ...asked, among: ['a', 'b'], list: true }, true],
  ['a,c', { ...asked, among: ['a', 'b'], list: true }, false],
] as const)('%j is taken by %j: %j', (text, choice, expected) => {
  expect(isSound(text, choice)).toBe(expected);
});

test('the help names every option with its default', () => {
  expect(helpOf({ rounds: asked })).toBe('  --rounds  how often (default: 1)\n  --help    this text');
});
