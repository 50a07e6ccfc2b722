import { expect, test } from 'vitest';
import { z } from 'zod';
import { overridden, reading, readVariables, SetupError, sentence } from '../src/index.ts';

const variables = z.object({
  PORT: z.coerce.number('must be a port').default(4_000),
  SECRET: z.string('is missing').transform(reading((text) => JSON.parse(text) as unknown)),
});

function told(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(SetupError);
    return sentence(error);
  }
}

test('all that is missing or wrong is told at once', () => {
  expect(readVariables('posts', variables, { SECRET: '1' })).toEqual({ PORT: 4_000, SECRET: 1 });
  const wrong = told(() => readVariables('posts', variables, { PORT: 'http' }));
  expect(wrong).toBe('posts cannot start: PORT must be a port; SECRET is missing.');
});

test('what a parser says is told, under the name of the variable', () => {
  const refusing = z.object({
    KEY: z.string().transform(
      reading(() => {
        throw new Error('no curve');
      }),
    ),
  });
  expect(told(() => readVariables('posts', refusing, { KEY: 'hunter2' }))).toBe(
    'posts cannot start: KEY is wrong: no curve.',
  );
});

test('numbers and flags of settings are set by their names, those of inner objects included', () => {
  const settings = { maxDepth: 1, introspection: true, title: 'a', retry: { firstMs: 5, kinds: ['a'] } };
  const environment = { X_MAX_DEPTH: '3', X_INTROSPECTION: 'false', X_TITLE: 'b', X_RETRY_FIRST_MS: '7' };
  const problems: string[] = [];
  expect(overridden(settings, environment, 'X_', problems)).toEqual({
    maxDepth: 3,
    introspection: false,
    title: 'a',
    retry: { firstMs: 7, kinds: ['a'] },
  });
  expect(problems).toEqual([]);

  overridden(settings, { X_RETRY_FIRST_MS: '-7', X_INTROSPECTION: 'no' }, 'X_', problems);
  expect(problems).toEqual([
    'X_INTROSPECTION must be true or false',
    'X_RETRY_FIRST_MS must be a whole number',
  ]);
});
