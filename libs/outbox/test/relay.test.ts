import type { Broker } from '@ursa/broker';
import { inProcessBroker } from '@ursa/broker';
import type { TestDatabase } from '@ursa/testkit';
import { testDatabase, waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Announcement, Relay, RelaySettings } from '../src/index.ts';
import {
  consumer,
  createInbox,
  emit,
  emitAll,
  outboxStatus,
  replay,
  startHousekeeping,
  startRelay,
} from '../src/index.ts';
import { garden, Harvested, kitchen, market } from './support/garden.ts';

let emitting: TestDatabase;
let broker: Broker;
let relays: Relay[];
beforeEach(async () => {
  emitting = await testDatabase(garden);
  broker = inProcessBroker();
  relays = [];
});
afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  await broker.close();
});

async function relay(
  announce: (messages: readonly Announcement[]) => Promise<void> = async () => {},
  changes: Partial<RelaySettings> = {},
) {
  const settings = { pollMs: 50, retryMs: 10, longestRetryMs: 50, ...changes };
  const started = startRelay({
    database: emitting,
    broker,
    live: { announce },
    publishes: [Harvested],
    settings,
  });
  relays.push(started);
  await started.ready;
}

/** A consumer with a database of its own; tells what it got, in order. */
async function consume(owner: typeof kitchen | typeof market) {
  const database = await testDatabase(owner);
  const inbox = createInbox({
    database,
    consumes: [
      consumer(Harvested, async ({ aggregate: bed, payload: { plant } }, { tx }) => {
        await tx.insert(owner.effects).values({ bed, plant });
      }),
    ],
  });
  broker.consume({ name: owner.name, inbox });
  return async () => {
    const { rows } = await database.db.execute<{ plant: string }>(
      sql`select plant from effects order by place`,
    );
    return rows.map(({ plant }) => plant);
  };
}

const harvest = (plant: string, bed = 'a') => emit(emitting.db, Harvested.create(`bed_${bed}`, { plant }));

test('a consumer that cannot be reached keeps events from nobody else', async () => {
  const cooked = await consume(kitchen);
  await relay();
  await harvest('1');
  const { stuck } = await waitFor(async () => {
    const status = await outboxStatus(emitting);
    return status.stuck.length > 0 ? status : undefined;
  });
  expect(stuck).toMatchObject([{ waiting: ['market'], lastError: 'market does not run in this process' }]);
  await harvest('2');
  await harvest('3', 'b');
  await waitFor(async () => expect((await cooked()).toSorted()).toEqual(['1', '2', '3']));
  expect(await outboxStatus(emitting)).toMatchObject({ unpublished: 3 });

  const sold = await consume(market);
  await waitFor(async () => expect((await sold()).toSorted()).toEqual(['1', '2', '3']));
  expect((await sold()).filter((plant) => plant !== '3')).toEqual(['1', '2']);
  await waitFor(async () =>
    expect(await outboxStatus(emitting)).toMatchObject({ unpublished: 0, oldestAgeMs: 0 }),
  );
  expect((await cooked()).toSorted()).toEqual(['1', '2', '3']);
});

test('a crowd that waits behind one stuck event hides nothing that comes after it', async () => {
  await consume(market);
  const stuck = Array.from({ length: 60 }, (_, place) => Harvested.create('bed_a', { plant: String(place) }));
  await emitAll(emitting.db, stuck);
  await harvest('free', 'b');
  await relay(undefined, { batchSize: 1, retryMs: 60_000, longestRetryMs: 60_000 });
  await waitFor(async () => {
    const { rows } = await emitting.db.execute(sql`select waiting from outbox where aggregate = 'bed_b'`);
    expect(rows).toEqual([{ waiting: ['kitchen'] }]);
  });
});

test('a live channel that does not work keeps nothing from being published, and learns of everything later', async () => {
  const cooked = await consume(kitchen);
  const sold = await consume(market);
  const { Watered } = await import('./support/garden.ts');
  let works = false;
  const announced: number[] = [];
  await relay(async (messages) => {
    if (!works) throw new Error('Redis is away');
    announced.push(...messages.map(({ sequence }) => sequence));
  });
  for (const plant of ['1', '2', '3']) {
    await emit(emitting.db, Watered.create('bed_a', { plant }));
    await harvest(plant, 'a');
  }
  await waitFor(async () =>
    expect([await cooked(), await sold()]).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
    ]),
  );
  expect(await outboxStatus(emitting)).toMatchObject({ unannounced: 3 });
  works = true;
  await waitFor(() => expect(announced).toEqual([1, 3, 5]));
});

test('when the relay at work is cut off another one takes over', async () => {
  const cooked = await consume(kitchen);
  await consume(market);
  await relay();
  await relay();
  for (let round = 1; round <= 20; round += 1) {
    await harvest(String(round));
    await emitting.db.execute(sql`
      select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`);
  }
  const all = Array.from({ length: 20 }, (_, place) => String(place + 1));
  await waitFor(async () => expect(await cooked()).toEqual(all));
});

test('a consumer that is added later can be sent what happened before', async () => {
  const cooked = await consume(kitchen);
  const sold = await consume(market);
  await relay();
  const only = Harvested.create('bed_a', { plant: '1' });
  await emit(emitting.db, { ...only, consumers: ['kitchen'] });
  await waitFor(async () => expect(await cooked()).toEqual(['1']));
  expect(await sold()).toEqual([]);
  await waitFor(async () => expect((await outboxStatus(emitting)).unpublished).toBe(0));
  expect(await replay(emitting, { aggregate: 'bed_b', to: ['market'] })).toBe(0);
  expect(await replay(emitting, { aggregate: 'bed_a', to: ['market'] })).toBe(1);
  await waitFor(async () => expect(await sold()).toEqual(['1']));
});

test('what is done is forgotten after its time, and nothing else', async () => {
  await consume(kitchen);
  const sold = await consume(market);
  await relay();
  for (const plant of ['old', 'new']) await harvest(plant, plant);
  await waitFor(async () => expect(await sold()).toHaveLength(2));
  await waitFor(async () => expect((await outboxStatus(emitting)).unpublished).toBe(0));
  await relays.pop()?.stop();
  await harvest('waiting', 'old');
  await emitting.db.execute(sql`update outbox set published_at = published_at - interval '8 days',
    occurred_at = occurred_at - interval '8 days' where aggregate = 'bed_old'`);
  const housekeeping = startHousekeeping({ database: emitting, settings: { batchSize: 1 } });
  await waitFor(async () => {
    const { rows } = await emitting.db.execute(
      sql`select payload->>'plant' as plant from outbox order by position`,
    );
    expect(rows).toEqual([{ plant: 'new' }, { plant: 'waiting' }]);
  });
  await housekeeping.stop();
});
