import type { EventEnvelope } from '@ursa/events';
import type { TestDatabase } from '@ursa/testkit';
import { testDatabase, waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { countAttempt } from '../src/inbox/memory.ts';
import type { EventConsumer, HandlerContext, InboxSettings } from '../src/index.ts';
import { consumer, createInbox, inboxStatus, RetryLater } from '../src/index.ts';
import { Harvested, kitchen, Planted } from './support/garden.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase(kitchen);
});

let beds = 0;
function arriving(plant = 'rose'): EventEnvelope<{ plant: string }> {
  beds += 1;
  const { consumers: _, liveId: __, ...event } = Planted.create(`bed_${beds}`, { plant });
  return { ...event, sequence: 1 };
}

const cook = (event: EventEnvelope<{ plant: string }>, { tx }: HandlerContext) =>
  tx
    .insert(kitchen.effects)
    .values({ bed: event.aggregate, plant: event.payload.plant })
    .then(() => {});

function inboxOf(consumes: EventConsumer[], settings: Partial<InboxSettings> = {}) {
  return createInbox({
    database,
    consumes,
    settings: { maxAttempts: 3, retryMs: 40, longestRetryMs: 200, ...settings },
  });
}

async function effects({ aggregate }: EventEnvelope): Promise<unknown[]> {
  const { rows } = await database.db.execute(sql`select plant from effects where bed = ${aggregate}`);
  return rows.map(({ plant }) => plant);
}

async function remembered({ id }: EventEnvelope) {
  const { rows } = await database.db.execute(sql`
    select attempts, last_error, handled_at is not null as handled, dead_at is not null as dead
    from inbox where event_id = ${id}`);
  return rows[0];
}

const first = { redelivered: false };
const again = { redelivered: true };
const endedWithIt = 'the process ended while it handled this event';

describe('handling', () => {
  test('an event costs one statement beside the handler and its transaction, and takes effect once', async () => {
    const inbox = inboxOf([consumer(Planted, async () => {})]);
    const event = arriving();
    const { value, statements } = await database.statements.record(() => inbox.handle(event, first));
    expect(value).toBe('handled');
    expect(statements).toHaveLength(3); // begin, one, commit
    expect(await inbox.handle(event, first)).toBe('duplicate');
  });

  test('copies that arrive at the same time take effect once', async () => {
    const inbox = inboxOf([consumer(Planted, cook)], { concurrency: 4 });
    const event = arriving();
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => inbox.handle(event, first)));
    expect(outcomes.toSorted()).toEqual(['duplicate', 'duplicate', 'duplicate', 'handled']);
    expect(await effects(event)).toEqual(['rose']);
  });

  test('all who consume an event handle it together, or none of them', async () => {
    let fails = true;
    const inbox = inboxOf([
      consumer(Planted, cook),
      consumer(Planted, async (event, context) => {
        if (fails) throw new Error('no room');
        await cook(event, context);
      }),
    ]);
    const event = arriving();
    expect(await inbox.handle(event, first)).toMatchObject({ retryInMs: expect.any(Number) });
    expect(await effects(event)).toEqual([]);
    fails = false;
    expect(await inbox.handle(event, first)).toBe('handled');
    expect(await effects(event)).toEqual(['rose', 'rose']);
  });
});

describe('a handler that fails', () => {
  const failing = () =>
    inboxOf([
      consumer(Planted, async (event, context) => {
        await cook(event, context);
        throw new Error('burnt');
      }),
    ]);

  test('is tried again after growing pauses, as often as configured, and leaves no effect', async () => {
    const inbox = failing();
    const event = arriving();
    const pauses: number[] = [];
    for (let attempt = 1; attempt < 3; attempt += 1) {
      const outcome = await inbox.handle(event, first);
      pauses.push((outcome as { retryInMs: number }).retryInMs);
    }
    expect(await inbox.handle(event, first)).toBe('dead');
    expect(await inbox.handle(event, first)).toBe('dead');
    expect(pauses[0]).toBeGreaterThan(20);
    expect(pauses[0]).toBeLessThanOrEqual(50);
    expect(pauses[1]).toBeGreaterThan(60);
    expect(await remembered(event)).toEqual({ attempts: 3, last_error: 'burnt', handled: false, dead: true });
    expect(await effects(event)).toEqual([]);
    expect(await inboxStatus(database)).toMatchObject({ dead: 1 });
    await inbox.discard([event.id]);
    expect(await inbox.handle(event, first)).toBe('duplicate');
  });

  test('is tried exactly as often when the event came a second time', async () => {
    const inbox = failing();
    const event = arriving();
    const outcomes = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) outcomes.push(await inbox.handle(event, again));
    expect(outcomes.at(-2)).toMatchObject({ retryInMs: expect.any(Number) });
    expect(outcomes.at(-1)).toBe('dead');
  });

  test('for lack of something else is tried again without being counted', async () => {
    let away = true;
    const inbox = inboxOf([
      consumer(Planted, async () => {
        if (away) throw new RetryLater('identity is away', { retryInMs: 5 });
      }),
    ]);
    const event = arriving();
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect(await inbox.handle(event, first)).toMatchObject({ retryInMs: 5 });
    }
    away = false;
    expect(await inbox.handle(event, first)).toBe('handled');
  });

  test('because its database went away is tried again without being counted', async () => {
    let away = true;
    const inbox = inboxOf([
      consumer(Planted, async (_, { tx }) => {
        if (away) await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
      }),
    ]);
    const event = arriving();
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      expect(await inbox.handle(event, first)).toMatchObject({ retryInMs: expect.any(Number) });
    }
    away = false;
    expect(await inbox.handle(event, first)).toBe('handled');
  });

  test('at the commit has failed like any other', async () => {
    await database.db.execute(
      sql`create table if not exists once (plant text unique deferrable initially deferred)`,
    );
    const inbox = inboxOf([
      consumer(Planted, async (_, { tx }) => {
        await tx.execute(sql`insert into once values ('rose'), ('rose')`);
      }),
    ]);
    const event = arriving();
    await inbox.handle(event, first);
    await inbox.handle(event, first);
    expect(await inbox.handle(event, first)).toBe('dead');
  });

  test('to end in time has failed, and cannot touch the database any more', async () => {
    const late = Promise.withResolvers<unknown>();
    const inbox = inboxOf(
      [
        consumer(Planted, async (event, context) => {
          const aborted = new Promise((resolve) => context.signal.addEventListener('abort', resolve));
          await aborted;
          // Not at once: the connection is back in the pool by then.
          await waitFor(async () => (await remembered(event))?.['attempts'] === 1);
          await cook(event, context).then(late.resolve, late.resolve);
        }),
      ],
      { handlerTimeoutMs: 50 },
    );
    const event = arriving();
    expect(await inbox.handle(event, first)).toMatchObject({ retryInMs: expect.any(Number) });
    expect(await late.promise).toBeInstanceOf(Error);
    expect(await remembered(event)).toMatchObject({ last_error: 'the handler did not finish within 50 ms' });
    expect(await effects(event)).toEqual([]);
  });
});

describe('an event that may have ended a process', () => {
  /** What a process leaves behind that dies while it handles the event. */
  const dieOf = ({ id, owner, aggregate, sequence }: EventEnvelope) =>
    countAttempt(database.db, id, owner, aggregate, sequence, 3, endedWithIt, 1_000_000, 40, 200);

  test('is counted before it is handled', async () => {
    const seen: unknown[] = [];
    const inbox = inboxOf([
      consumer(Planted, async (event) => {
        seen.push(await remembered(event));
      }),
    ]);
    const event = arriving();
    expect(await inbox.handle(event, again)).toBe('handled');
    expect(seen).toEqual([{ attempts: 1, last_error: endedWithIt, handled: false, dead: false }]);
  });

  test('is given up on after its attempts', async () => {
    const event = arriving();
    for (let life = 1; life <= 3; life += 1) await dieOf(event);
    expect(await inboxOf([consumer(Planted, cook)]).handle(event, again)).toBe('dead');
    expect(await remembered(event)).toMatchObject({ attempts: 3, last_error: endedWithIt, dead: true });
    expect(await effects(event)).toEqual([]);
  });

  test('rests until the next process has lived for a while; only then it is counted again', async () => {
    const event = arriving();
    await dieOf(event);
    await dieOf(event);
    const inbox = inboxOf([consumer(Planted, cook)]);
    const rest = (await inbox.handle(event, again)) as { retryInMs: number };
    expect(rest.retryInMs).toBeGreaterThan(60);
    expect(rest.retryInMs).toBeLessThanOrEqual(120);
    expect(await remembered(event)).toMatchObject({ attempts: 2 });
    // Brokers hand it over like any other then.
    await waitFor(async () => (await inbox.handle(event, first)) === 'handled');
    expect(await remembered(event)).toMatchObject({ attempts: 3, handled: true });
    expect(await effects(event)).toEqual(['rose']);
  });

  test('does not take others with it: those that came a second time are handled one by one', async () => {
    let running = 0;
    let most = 0;
    const inbox = inboxOf(
      [
        consumer(Planted, async (_, { tx }) => {
          running += 1;
          most = Math.max(most, running);
          await tx.execute(sql`select pg_sleep(0.01)`);
          running -= 1;
        }),
      ],
      { concurrency: 4 },
    );
    await Promise.all([1, 2, 3, 4].map(() => inbox.handle(arriving(), again)));
    expect(most).toBe(1);
    await Promise.all([1, 2, 3, 4].map(() => inbox.handle(arriving(), first)));
    expect(most).toBeGreaterThan(1);
  });
});

describe('an event that cannot be handled here', () => {
  const inbox = () => inboxOf([consumer(Planted, cook)]);

  test('because it breaks its contract is given up on at once', async () => {
    const event = { ...arriving(), payload: { plant: 7 } };
    expect(await inbox().handle(event, first)).toBe('dead');
    expect(await remembered(event)).toMatchObject({
      attempts: 1,
      last_error: expect.stringContaining('plant: Invalid input'),
    });
  });

  test.each([
    ['type', { type: Harvested.name }],
    ['version', { version: 2 }],
  ])('because its %s is not known yet is tried like any other', async (_, change) => {
    const event = { ...arriving(), ...change };
    expect(await inbox().handle(event, first)).toMatchObject({ retryInMs: expect.any(Number) });
  });
});
