import { transact } from '@ursa/database';
import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';
import { testDatabase } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { integer, pgSchema } from 'drizzle-orm/pg-core';
import { beforeEach, expect, test } from 'vitest';
import type { Call } from '../src/index.ts';
import { forgetOldKeys, inTurn, mutationKeyTables, once } from '../src/index.ts';

const schema = pgSchema('keys');
const effects = schema.table('effects', { value: integer().notNull() });
const { mutationKeys } = mutationKeyTables(schema);
const { db } = await testDatabase({ name: 'keys', tables: { effects, mutationKeys } });

const base: Call = {
  scope: 'user_1',
  key: 'key',
  mutation: 'add',
  input: { value: 1, list: [{ a: 1, b: 2 }] },
};

beforeEach(async () => {
  await db.delete(effects);
  await db.delete(mutationKeys);
});

/** A call whose effect is a row, and whose answer is its number. */
function call(changes: Partial<Call> = {}, run?: () => Outcome<unknown>) {
  return transact(db, (tx) =>
    once(tx, { ...base, ...changes }, async (inner) => {
      if (run) return run();
      await inner.insert(effects).values({ value: 1 });
      const rows = await inner.select().from(effects);
      return done({ number: rows.length });
    }),
  );
}
const effectCount = () => db.$count(effects);

test('a repeated call gets the first answer and has no effect', async () => {
  expect(await call()).toEqual(done({ number: 1 }));
  expect(await call()).toEqual(done({ number: 1 }));
  expect(await effectCount()).toBe(1);
});

test('the same input may come with its fields in another order', async () => {
  await call();
  expect(await call({ input: { list: [{ b: 2, a: 1 }], value: 1 } })).toEqual(done({ number: 1 }));
});

test.each<[string, Partial<Call>]>([
  ['another input', { input: { value: 2 } }],
  ['another mutation', { mutation: 'remove' }],
])('%s under the same key is a conflict', async (_, changes) => {
  await call();
  expect(await call(changes)).toMatchObject({
    ok: false,
    failures: [{ kind: 'conflict', path: ['clientMutationId'] }],
  });
  expect(await effectCount()).toBe(1);
});

test("another viewer's key is another key, and so is none", async () => {
  await call();
  await call({ scope: 'user_2' });
  await call({ key: undefined });
  await call({ key: undefined });
  expect(await effectCount()).toBe(4);
});

test('50 identical calls at once have one effect', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => call()));
  expect(answers).toEqual(Array.from({ length: 50 }, () => done({ number: 1 })));
  expect(await effectCount()).toBe(1);
});

test('a failure is not kept', async () => {
  const failure = failed(invalid(['value'], 'Too small.'));
  expect(await call({}, () => failure)).toEqual(failure);
  expect(await call({ input: { value: 5 } })).toEqual(done({ number: 1 }));
});

test('a crash is not kept', async () => {
  const crash = () => {
    throw new Error('crash');
  };
  await expect(call({}, crash)).rejects.toThrow('crash');
  expect(await call()).toEqual(done({ number: 1 }));
});

test.each([null, undefined, 'text', 0, [1]])('an answer of %j is replayed as JSON has it', async (value) => {
  await call({}, () => done(value));
  expect(await call({}, () => done('second'))).toEqual(done(value ?? null));
});

test.each(['', 'x'.repeat(101), 'a\0b'])('the key %j is refused', async (key) => {
  expect(await call({ key })).toMatchObject({
    ok: false,
    failures: [{ kind: 'validation', path: ['clientMutationId'] }],
  });
  expect(await effectCount()).toBe(0);
});

test('after 24 hours a key is free again, and forgotten by housekeeping', async () => {
  await call();
  await db.execute(sql`update mutation_keys set created_at = now() - interval '24 hours 1 second'`);
  expect(await call({ input: { value: 2 } })).toEqual(done({ number: 2 }));
  expect(await forgetOldKeys(db)).toBe(0);
  await db.execute(sql`update mutation_keys set created_at = now() - interval '24 hours 1 second'`);
  expect(await forgetOldKeys(db)).toBe(1);
});

test('calls of one key take turns, also after one that failed; others do not wait', async () => {
  const owner = {};
  const gate = Promise.withResolvers<void>();
  const order: string[] = [];
  const first = inTurn(owner, 'a', async () => {
    await gate.promise;
    order.push('first');
    throw new Error('crash');
  });
  const second = inTurn(owner, 'a', async () => void order.push('second'));
  await inTurn(owner, 'b', async () => void order.push('other'));
  gate.resolve();
  await expect(first).rejects.toThrow('crash');
  await second;
  expect(order).toEqual(['other', 'first', 'second']);
});
