import type { TestDatabase } from '@ursa/testkit';
import { testDatabase } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { currentSequence, emit, emitAll } from '../src/index.ts';
import { garden, Harvested, Planted, Watered } from './support/garden.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase(garden);
});

const planted = (bed: string, plant = 'rose') => Planted.create(`bed_${bed}`, { plant });

async function rows(bed: string) {
  const { rows } = await database.db.execute(sql`
    select type, sequence::int, payload, consumers, waiting, announced_at is not null as announced,
      published_at is not null as published
    from outbox where aggregate = ${`bed_${bed}`} order by position`);
  return rows;
}

test('an event gets the next version of its aggregate and waits for everyone it is for', async () => {
  expect(await emit(database.db, planted('one'))).toBe(1);
  expect(await emit(database.db, Harvested.create('bed_one', { plant: 'tulip' }))).toBe(2);
  expect(await currentSequence(database.db, 'bed_one')).toBe(2);
  expect(await rows('one')).toEqual([
    {
      ...{
        type: 'Planted',
        sequence: 1,
        payload: { plant: 'rose' },
        consumers: ['kitchen'],
        waiting: ['kitchen'],
      },
      ...{ announced: false, published: false },
    },
    {
      ...{ type: 'Harvested', sequence: 2, payload: { plant: 'tulip' }, announced: true, published: false },
      ...{ consumers: ['kitchen', 'market'], waiting: ['kitchen', 'market'] },
    },
  ]);
});

test('an event for nobody is only announced', async () => {
  await emit(database.db, Watered.create('bed_two', { plant: 'rose' }));
  expect(await rows('two')).toMatchObject([{ waiting: [], announced: false, published: true }]);
});

test('the sequence of what never emitted is 0', async () => {
  expect(await currentSequence(database.db, 'bed_empty')).toBe(0);
});

test('several events cost one statement and are numbered in their order', async () => {
  await emit(database.db, planted('b'));
  const plants = [planted('a', '1'), planted('b', '2'), planted('a', '3'), planted('a', '4')];
  const { value, statements } = await database.statements.record(() => emitAll(database.db, plants));
  expect(value).toEqual([1, 2, 2, 3]);
  expect(statements).toHaveLength(1);
  expect((await rows('a')).map(({ payload }) => payload)).toEqual([
    { plant: '1' },
    { plant: '3' },
    { plant: '4' },
  ]);
  expect(await emitAll(database.db, [])).toEqual([]);
});

test('a transaction that does not commit leaves neither event nor gap', async () => {
  const undone = database.db.transaction(async (tx) => {
    await emit(tx, planted('undone'));
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await rows('undone')).toEqual([]);
  expect(await emit(database.db, planted('undone'))).toBe(1);
});

test('many at once are numbered without gap, in the order of their commits', async () => {
  const beds = ['p', 'q'];
  const committed: Record<string, number[]> = { p: [], q: [] };
  await Promise.all(
    Array.from({ length: 60 }, async (_, place) => {
      // In either order: one statement that took its locks as given would deadlock with another.
      const order = place % 2 ? beds : beds.toReversed();
      const sequences = await database.db.transaction((tx) =>
        emitAll(
          tx,
          order.map((bed) => planted(bed)),
        ),
      );
      order.forEach((bed, nth) => void committed[bed]?.push(sequences[nth] as number));
    }),
  );
  const all = Array.from({ length: 60 }, (_, place) => place + 1);
  for (const bed of beds) {
    expect(committed[bed]?.toSorted((a, b) => a - b)).toEqual(all);
    expect((await rows(bed)).map(({ sequence }) => sequence)).toEqual(all);
  }
});
