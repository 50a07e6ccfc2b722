import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createQuarantine } from '../src/inbox/quarantine.ts';

function task() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}

test('work that runs alone waits for the others, and those that come later wait for it', async () => {
  const { alone, together } = createQuarantine();
  const begun: string[] = [];
  const enter = (name: string, run: typeof alone) => {
    const { work, end } = task();
    const done = run(async () => {
      begun.push(name);
      await work();
    });
    return { end, done };
  };
  const [a, b] = [enter('a', together), enter('b', together)];
  const suspect = enter('suspect', alone);
  const [c, d] = [enter('c', together), enter('d', together)];
  const other = enter('another suspect', alone);
  await turn();
  expect(begun).toEqual(['a', 'b']);
  a.end();
  await a.done;
  await turn();
  expect(begun).toEqual(['a', 'b']);
  b.end();
  await b.done;
  await turn();
  expect(begun).toEqual(['a', 'b', 'suspect']);
  suspect.end();
  await suspect.done;
  await turn();
  expect(begun).toEqual(['a', 'b', 'suspect', 'c', 'd']);
  for (const one of [c, d, other]) one.end();
  await Promise.all([c.done, d.done, other.done]);
  expect(begun.at(-1)).toBe('another suspect');
});

test('work that fails makes way all the same', async () => {
  const { alone, together } = createQuarantine();
  await expect(alone(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  await expect(together(async () => 'next')).resolves.toBe('next');
});
