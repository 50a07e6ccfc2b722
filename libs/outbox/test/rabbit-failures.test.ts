import type { Broker } from '@ursa/broker';
import { openRabbitBroker } from '@ursa/broker';
import type { FaultyProxy } from '@ursa/testkit';
import { environment, startFaultyProxy, waitFor } from '@ursa/testkit';
import type { Channel, ChannelModel } from 'amqplib';
import { connect } from 'amqplib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outboxStatus } from '../src/index.ts';
import { rabbitPost } from './support/adapters.ts';
import type { World } from './support/world.ts';
import { numbered, openWorld } from './support/world.ts';

const { rabbitmqUrl = '' } = environment;

describe.runIf(rabbitmqUrl)('when RabbitMQ or the way to it fails', () => {
  let proxy: FaultyProxy;
  let post: Awaited<ReturnType<typeof rabbitPost>>;
  let world: World;
  let broker: Broker;
  let admin: { model: ChannelModel; channel: Channel };
  beforeEach(async () => {
    proxy = await startFaultyProxy(rabbitmqUrl);
    post = await rabbitPost(rabbitmqUrl, { through: proxy.url, settings: { heartbeatSeconds: 1 } });
    world = await openWorld(post);
    broker = await post.process();
    const model = await connect(rabbitmqUrl);
    admin = { model, channel: await model.createChannel() };
  });
  afterEach(async () => {
    proxy.restore();
    await admin.model.close();
    await world.close();
    await proxy.close();
  });

  test('connections broken again and again in the middle of a burst lose, double and disorder nothing', async () => {
    await world.cook(broker);
    await world.relay(broker);
    const beds = ['a', 'b', 'c', 'd'];
    const plants = numbered(60);
    let planting = true;
    const planted = Promise.all(beds.map((bed) => world.plant(bed, ...plants))).finally(() => {
      planting = false;
    });
    let hiccups = 0;
    for (let done = -1; planting || hiccups < 5; hiccups += 1) {
      proxy.hiccup();
      done = await waitFor(async () => {
        const { length } = await world.effects();
        return length > done || length === beds.length * plants.length ? length : undefined;
      });
    }
    await planted;
    await waitFor(async () => expect(await world.effects()).toHaveLength(240), { timeoutMs: 10_000 });
    for (const bed of beds) expect(await world.effects(bed)).toEqual(plants);
    await waitFor(async () => (await world.unpublished()) === 0);
  });

  test('while the broker is away events are written and announced; afterwards everything catches up', async () => {
    await world.cook(broker);
    await world.relay(broker);
    await world.plant('a', '1');
    await waitFor(async () => expect(await world.effects()).toEqual(['1']));
    proxy.cut();
    await waitFor(() => !broker.connected);
    await world.plant('a', '2', '3');
    await waitFor(() => expect(world.announced.map(({ sequence }) => sequence)).toEqual([1, 2, 3]));
    expect(await outboxStatus(world.garden)).toMatchObject({ unpublished: 2, unannounced: 0 });
    expect(await world.effects()).toEqual(['1']);
    proxy.restore();
    await waitFor(async () => expect(await world.effects()).toEqual(['1', '2', '3']));
    await waitFor(async () => (await world.unpublished()) === 0);
  });

  test('a connection that has gone silent is given up and made again', async () => {
    await world.cook(broker);
    await world.relay(broker);
    await world.plant('a', '1');
    await waitFor(async () => expect(await world.effects()).toEqual(['1']));
    proxy.stall();
    await world.plant('a', '2');
    await waitFor(() => !broker.connected, { timeoutMs: 10_000 });
    proxy.restore();
    await waitFor(async () => expect(await world.effects()).toEqual(['1', '2']), { timeoutMs: 10_000 });
  });

  test('an event that no queue takes stays unpublished and says why, until the binding is back', async () => {
    await world.cook(broker);
    await world.relay(broker);
    const bindings = [0, 1].map((partition) => {
      const names = [
        `${post.prefix}kitchen.${partition}`,
        `${post.prefix}ursa.events`,
        `kitchen.${partition}`,
      ] as const;
      return {
        remove: () => admin.channel.unbindQueue(...names),
        restore: () => admin.channel.bindQueue(...names),
      };
    });
    const beds = ['a', 'b', 'c'];
    const plants = numbered(50);
    const planted = Promise.all(beds.map((bed) => world.plant(bed, ...plants)));
    await waitFor(async () => (await world.effects()).length > 5);
    await Promise.all(bindings.map(({ remove }) => remove()));
    await planted;

    const { stuck } = await waitFor(async () => {
      const status = await outboxStatus(world.garden);
      return status.stuck.length > 0 &&
        status.stuck.length === new Set(status.stuck.map((s) => s.aggregate)).size
        ? status
        : undefined;
    });
    expect(stuck[0]).toMatchObject({ waiting: ['kitchen'], type: 'Planted' });
    expect(stuck[0]?.lastError).toMatch(/^unroutable to kitchen\.\d: NO_ROUTE$/);
    expect((await world.effects()).length).toBeLessThan(150);

    await Promise.all(bindings.map(({ restore }) => restore()));
    await waitFor(async () => expect(await world.effects()).toHaveLength(150), { timeoutMs: 10_000 });
    for (const bed of beds) expect(await world.effects(bed)).toEqual(plants);
    await waitFor(async () => (await world.unpublished()) === 0);
  });

  test('queues that were deleted are declared again by the consumer that loses them', async () => {
    await world.cook(broker);
    await world.relay(broker);
    await world.plant('a', '1');
    await waitFor(async () => expect(await world.effects()).toEqual(['1']));
    for (const partition of [0, 1]) await admin.channel.deleteQueue(`${post.prefix}kitchen.${partition}`);
    await world.plant('a', '2');
    await world.plant('b', '3');
    await waitFor(async () => expect((await world.effects()).sort()).toEqual(['1', '2', '3']));
  });

  test('an exchange that was deleted is declared again', async () => {
    await world.cook(broker);
    await world.relay(broker);
    await admin.channel.deleteExchange(`${post.prefix}ursa.events`);
    await world.plant('a', '1');
    await waitFor(async () => expect(await world.effects()).toEqual(['1']));
  });

  test('what is no event is put aside and harms nothing', async () => {
    const { inbox } = await world.cook(broker);
    await world.relay(broker);
    const exchange = `${post.prefix}ursa.events`;
    admin.channel.publish(exchange, 'kitchen.0', Buffer.from('weeds'), { messageId: 'strange' });
    await world.plant('a', '1');
    await world.plant('b', '2');
    await waitFor(async () => expect((await world.effects()).sort()).toEqual(['1', '2']));
    const letters = broker.deadLetters({ name: 'kitchen', inbox });
    await waitFor(async () => expect(await letters.list()).toHaveLength(1));
    expect(await letters.list()).toMatchObject([{ id: 'strange', event: undefined }]);
    expect(await letters.replay()).toBe(0);
    expect(await letters.discard(['strange'])).toBe(1);
    expect(await letters.list()).toEqual([]);
  });

  test('stopping does not wait for a server that is away', async () => {
    const { consumption } = await world.cook(broker);
    proxy.cut();
    await waitFor(() => !broker.connected);
    const startedAt = Date.now();
    await consumption.stop();
    await broker.close();
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });

  test('a server that does not answer at the start is reported in a sentence', async () => {
    proxy.cut();
    const opening = openRabbitBroker({ url: proxy.url, settings: { connectTimeoutMs: 200 } });
    await expect(opening).rejects.toThrow(`RabbitMQ at ${new URL(proxy.url).host} cannot be reached: `);
  });
});
