import type { Broker, DeadLetter } from '@ursa/broker';
import { waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emit, RetryLater, replay } from '../src/index.ts';
import type { Post } from './support/adapters.ts';
import { adapters } from './support/adapters.ts';
import { Planted } from './support/garden.ts';
import type { World } from './support/world.ts';
import { numbered, openWorld } from './support/world.ts';

describe.each(adapters)('from outbox to inbox, $name', ({ open }) => {
  let post: Post;
  let world: World;
  let broker: Broker;
  beforeEach(async () => {
    post = await open();
    world = await openWorld(post);
    broker = await post.process();
  });
  afterEach(() => world.close());

  test('events take effect once, in order per aggregate, with two relays and four consumers', async () => {
    for (let process = 0; process < 4; process += 1) await world.cook(await post.process());
    for (let process = 0; process < 2; process += 1) await world.relay(await post.process());
    const beds = ['a', 'b', 'c', 'd', 'e'];
    const plants = numbered(40);
    await Promise.all(beds.map((bed) => world.plant(bed, ...plants)));

    await waitFor(async () => expect(await world.effects()).toHaveLength(200), { timeoutMs: 15_000 });
    for (const bed of beds) expect(await world.effects(bed)).toEqual(plants);
    await waitFor(async () => (await world.unpublished()) === 0);
    expect(world.published).toHaveLength(200);
    expect(world.announced).toHaveLength(200);
  });

  test('an event that took a lower position and commits later is not passed over', async () => {
    await world.cook(broker);
    await world.relay(broker);
    await world.garden.db.transaction(async (tx) => {
      await emit(tx, Planted.create('bed_slow', { plant: 'early' }));
      await world.plant('quick', 'late');
      await waitFor(async () => expect(await world.effects()).toEqual(['late']));
      await waitFor(async () => (await world.unpublished()) === 0);
    });
    await waitFor(async () => expect(await world.effects()).toEqual(['late', 'early']));
    expect(world.announced.map(({ id }) => id)).toEqual(['late', 'early']);
  });

  test('what was emitted before the consumer ever ran is announced at once and delivered when it runs', async () => {
    await world.relay(broker);
    await world.plant('a', '1', '2', '3');
    await waitFor(() => expect(world.announced.map(({ sequence }) => sequence)).toEqual([1, 2, 3]));
    expect(await world.effects()).toEqual([]);
    await world.cook(broker);
    await waitFor(async () => expect(await world.effects()).toEqual(['1', '2', '3']));
  });

  test('poison among good ones is given up on after its attempts, alone, and can be replayed', async () => {
    const attempts: string[] = [];
    let poisonous = true;
    const { inbox } = await world.cook(broker, {
      settings: { maxAttempts: 4 },
      async instead({ payload: { plant } }) {
        if (plant !== 'hemlock') return;
        attempts.push(plant);
        if (poisonous) throw new Error('inedible');
      },
    });
    await world.relay(broker);
    const good = numbered(40);
    await Promise.all(
      good.map((plant) => world.plant(`of ${plant}`, plant)).concat(world.plant('x', 'hemlock', 'parsley')),
    );

    await waitFor(async () => expect(await world.effects()).toHaveLength(41), { timeoutMs: 10_000 });
    const letters = broker.deadLetters({ name: 'kitchen', inbox });
    const ids = await waitFor(async () => idsOf(await letters.list()));
    expect(await letters.list()).toMatchObject([
      { attempts: 4, reason: 'inedible', event: { aggregate: 'bed_x' } },
    ]);
    expect(attempts).toHaveLength(4);
    expect((await world.effects()).sort()).toEqual([...good, 'parsley'].sort());

    poisonous = false;
    expect(await letters.replay(ids)).toBe(1);
    await waitFor(async () => expect(await world.effects('x')).toEqual(['parsley', 'hemlock']));
    expect(attempts).toHaveLength(5);
    await waitFor(async () => expect(await letters.list()).toEqual([]));
  });

  test('what waits for an event behind it in the queue lets it come, and keeps its order', async () => {
    await world.cook(broker, {
      prefetch: 2,
      settings: { putAsideMs: 100 },
      async instead({ payload: { plant } }) {
        if (plant !== 'seed' || (await world.effects('sky')).length > 0) return;
        throw new RetryLater('there is no sun yet', { retryInMs: 20 });
      },
    });
    await world.relay(broker);
    const beds = numbered(12);
    for (const bed of beds) await world.plant(bed, 'seed', 'leaf');
    await world.plant('sky', 'sun');
    await waitFor(async () => expect(await world.effects()).toHaveLength(25), { timeoutMs: 15_000 });
    for (const bed of beds) expect(await world.effects(bed)).toEqual(['seed', 'leaf']);
    expect((await world.effects())[0]).toBe('sun');
  });

  test('a consumer that holds keeps later events of a dead one back until it is replayed', async () => {
    let poisonous = true;
    const { inbox } = await world.cook(broker, {
      afterPoison: 'hold',
      settings: { maxAttempts: 2 },
      async instead({ payload: { plant } }) {
        if (plant === 'hemlock' && poisonous) throw new Error('inedible');
      },
    });
    await world.relay(broker);
    await world.plant('x', '1', 'hemlock', '3', '4');
    await world.plant('y', 'other');
    const letters = broker.deadLetters({ name: 'kitchen', inbox });
    await waitFor(async () => expect(await letters.list()).toHaveLength(1));
    await waitFor(async () => (await held(world)) === 2);
    expect(await world.effects('x')).toEqual(['1']);
    await waitFor(async () => expect(await world.effects('y')).toEqual(['other']));

    poisonous = false;
    await letters.replay();
    await world.plant('x', '5');
    await waitFor(async () => expect(await world.effects('x')).toEqual(['1', 'hemlock', '3', '4', '5']));
  });

  test('letting go of a dead event lets those behind it through', async () => {
    const { inbox } = await world.cook(broker, {
      afterPoison: 'hold',
      settings: { maxAttempts: 1 },
      async instead({ payload: { plant } }) {
        if (plant === 'hemlock') throw new Error('inedible');
      },
    });
    await world.relay(broker);
    await world.plant('x', 'hemlock', '2');
    const letters = broker.deadLetters({ name: 'kitchen', inbox });
    const ids = await waitFor(async () => idsOf(await letters.list()));
    await waitFor(async () => (await held(world)) === 1);
    expect(await letters.discard(ids)).toBe(1);
    await waitFor(async () => expect(await world.effects('x')).toEqual(['2']));
    expect(await letters.list()).toEqual([]);
  });

  test('copies of an event, and an old event sent again, have no second effect', async () => {
    await world.cook(broker);
    await world.relay(broker);
    await world.plant('a', '1', '2');
    await waitFor(async () => expect(await world.effects()).toEqual(['1', '2']));
    await waitFor(async () => (await world.unpublished()) === 0);

    await world.garden.db.execute(sql`update outbox set occurred_at = now() - interval '1 day'`);
    expect(await replay(world.garden, { until: new Date(Date.now() - 1_000) })).toBe(2);
    await waitFor(async () => (await world.unpublished()) === 0);
    await world.plant('a', '3');
    await waitFor(async () => expect(await world.effects()).toEqual(['1', '2', '3']));
  });

  test('stopping lets the event being handled end, and the rest goes to the next process', async () => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const { consumption } = await world.cook(broker, {
      async instead() {
        begun.resolve();
        await finish.promise;
      },
    });
    await world.relay(broker);
    await world.plant('a', '1', '2', '3');
    await begun.promise;
    const stopped = consumption.stop();
    finish.resolve();
    await stopped;
    expect(await world.effects()).toEqual(['1']);

    await world.cook(await post.process());
    await waitFor(async () => expect(await world.effects()).toEqual(['1', '2', '3']));
  });
});

const idsOf = (letters: DeadLetter[]) => (letters.length > 0 ? letters.map(({ id }) => id) : undefined);

async function held({ kitchen }: World): Promise<number> {
  const { rowCount } = await kitchen.db.execute(
    sql`select from inbox where handled_at is null and dead_at is null and envelope is not null`,
  );
  return rowCount ?? 0;
}
