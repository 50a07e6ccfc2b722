import { expect, test } from 'vitest';
import { SetupError, sentence } from '../src/index.ts';

test('what people can mend is told without a stack, whatever caused it', () => {
  const error = new SetupError('PostgreSQL cannot be reached.', { cause: new Error('ECONNREFUSED') });
  expect(sentence(error)).toBe('PostgreSQL cannot be reached.');
  const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' });
  expect(sentence(taken)).toBe('The port is taken: set PORT to another one.');
});

test('a bug is shown whole, with its cause', () => {
  const told = sentence(new Error('a bug', { cause: new Error('another') }));
  expect(told).toMatch(/^Error: a bug\n +at [\s\S]*\ncaused by another$/);
});
