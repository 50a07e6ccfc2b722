import type { EventEnvelope } from '@ursa/events';
import type { TestDatabase } from '@ursa/testkit';
import { testDatabase } from '@ursa/testkit';
import { beforeEach, expect, test } from 'vitest';
import { accept, discard, due, revive } from '../src/inbox/accepted.ts';
import { markFailed, postpone } from '../src/inbox/memory.ts';
import { kitchen, Planted } from './support/garden.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase(kitchen);
});

/** Events of one bed, in order. */
function eventsOf(bed: string, count: number): EventEnvelope[] {
  return Array.from({ length: count }, (_, place) => {
    const { consumers: _consumers, liveId: _liveId, ...event } = Planted.create(`bed_${bed}`, { plant: bed });
    return { ...event, sequence: place + 1 };
  });
}

const keep = (events: EventEnvelope[]) =>
  accept(
    database.db,
    events.map((event) => JSON.stringify(event)),
  );

async function look({
  busy = [],
  holding = [],
}: {
  busy?: string[];
  holding?: string[];
} = {}): Promise<string[]> {
  const rows = await due(database.db, 100, busy, holding);
  return rows.map(({ envelope: { aggregate, sequence } }) => `${aggregate.slice(4)}${sequence}`);
}

async function fail({ id, owner, aggregate, sequence }: EventEnvelope, attempts: number): Promise<void> {
  const event = [id, owner, aggregate, sequence] as const;
  await markFailed(
    database.db,
    ...event,
    'burnt',
    1,
    60_000,
    60_000,
    attempts,
    JSON.stringify({ id, owner, aggregate, sequence, type: 'Planted' }),
  );
}

test('the oldest come first, and streams at work are left out', async () => {
  await keep(eventsOf('a', 2));
  await keep(eventsOf('b', 1));
  expect(await look()).toEqual(['a1', 'a2', 'b1']);
  expect(await look({ busy: ['garden:bed_a'] })).toEqual(['b1']);
});

test('behind an event that pauses the rest of its stream waits, and no other', async () => {
  const [first, ...rest] = eventsOf('a', 3) as [EventEnvelope, ...EventEnvelope[]];
  await keep([first, ...rest, ...eventsOf('b', 1)]);
  await fail(first, 5);
  expect(await look()).toEqual(['b1']);
  await postpone(database.db, first.id, -1_000, 'a moment ago');
  expect(await look()).toEqual(['a1', 'b1', 'a2', 'a3']);
});

test('behind a dead event those wait that hold, until it is revived or let go', async () => {
  const [first, ...rest] = eventsOf('a', 3) as [EventEnvelope, ...EventEnvelope[]];
  await keep([first, ...rest]);
  await fail(first, 1);
  expect(await look()).toEqual(['a2', 'a3']);
  expect(await look({ holding: ['Planted'] })).toEqual([]);
  await revive(database.db, [JSON.stringify(first)]);
  expect(await look({ holding: ['Planted'] })).toEqual(['a1', 'a2', 'a3']);
  await fail(first, 1);
  await discard(database.db, [first.id]);
  expect(await look({ holding: ['Planted'] })).toEqual(['a2', 'a3']);
});

test('those that hold also wait behind an event that the broker still has', async () => {
  const [first, second] = eventsOf('a', 2) as [EventEnvelope, EventEnvelope];
  await fail(first, 5);
  await keep([second]);
  expect(await look({ holding: ['Planted'] })).toEqual([]);
  expect(await look()).toEqual(['a2']);
});

test('a copy of what was accepted, handled or dead changes nothing', async () => {
  const events = eventsOf('a', 2);
  await keep(events);
  await fail(events[0] as EventEnvelope, 1);
  await discard(database.db, [String(events[1]?.id)]);
  await keep(events);
  expect(await look()).toEqual([]);
});
