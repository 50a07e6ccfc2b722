import { randomUUID } from 'node:crypto';
import { environment, waitFor } from '@ursa/testkit';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Live } from '../src/index.ts';
import { LiveUnavailable, redisLive } from '../src/index.ts';
import type { Door } from './door.ts';
import { openDoor } from './door.ts';
import { Ledger, range, take } from './ledger.ts';
import { message, messages, seen } from './messages.ts';

const channel = 'comments:post_1';
const forever = new AbortController().signal;
const redisUrl = environment.redisUrl ?? '';

describe.runIf(redisUrl !== '')('the live channels over Redis', () => {
  let name: string;
  let door: Door;
  let live: Live;
  let admin: Redis;

  beforeEach(async () => {
    name = `ursa-test-${randomUUID()}`;
    admin = new Redis(redisUrl);
    door = await openDoor(redisUrl);
    live = openLive();
  });
  afterEach(async () => {
    await live.close();
    await door.shut();
    admin.disconnect();
  });

  function openLive(url = door.url): Live {
    return redisLive({
      url,
      channelPrefix: `${name}:`,
      connectionName: name,
      commandTimeoutMs: 300,
      pingIntervalMs: 100,
    });
  }

  /** The channels Redis knows subscribers of, without the prefix. */
  async function subscribed(): Promise<string[]> {
    const names = (await admin.pubsub('CHANNELS', `${name}:*`)) as string[];
    return names.map((full) => full.slice(name.length + 1)).sort();
  }

  /** Redis itself hangs up on the subscriber. */
  async function killSubscriber(): Promise<void> {
    const clients = String(await admin.client('LIST')).split('\n');
    const subscriber = clients.find((line) => line.includes(`name=${name}-live-subscriber`));
    const id = /\bid=(\d+)/.exec(subscriber ?? '')?.[1];
    if (id === undefined) throw new Error('no subscriber is connected');
    await admin.client('KILL', 'ID', id);
  }

  it('subscribe what somebody watches and nothing else, over one connection', async () => {
    const leave = new AbortController();
    await Promise.all(range(1, 50).map((post) => live.watch(`comments:post_${post}`, leave.signal)));
    await live.watch(channel, forever);
    expect(await subscribed()).toHaveLength(50);
    await live.announce(messages(1));
    expect(door.connections()).toBe(2);
    leave.abort();
    await waitFor(async () => expect(await subscribed()).toEqual([channel]));
  });

  it('leave no trace of a stream that was left', async () => {
    const ledger = new Ledger(channel);
    ledger.commit(1);
    const leave = new AbortController();
    const items = ledger.follow(live, leave.signal, 0);
    await take(items, 1);
    expect(await subscribed()).toEqual([channel]);
    const waiting = items.next();
    leave.abort();
    expect((await waiting).done).toBe(true);
    await waitFor(async () => expect(await subscribed()).toEqual([]));
  });

  it('keep nothing in Redis but the subscriptions', async () => {
    await live.watch(channel, forever);
    await live.announce(messages(1, 2, 3));
    expect(await admin.keys(`${name}*`)).toEqual([]);
  });

  it('keep installations with different prefixes apart, and ignore what others publish', async () => {
    const neighbour = redisLive({ url: redisUrl, channelPrefix: `${name}-2:` });
    const watch = await live.watch(channel, forever);
    await neighbour.announce(messages(1));
    for (const payload of ['', 'x', '{}', '[1]', '["1","CommentAdded","x"]', 'null']) {
      await admin.publish(`${name}:${channel}`, payload);
    }
    await live.announce(messages(2));
    expect(await seen(watch, 1)).toEqual([2]);
    await neighbour.close();
  });

  it('tell every watcher of a gap when Redis hangs up, and go on', async () => {
    const watches = await Promise.all([live.watch(channel, forever), live.watch('comments:post_2', forever)]);
    await killSubscriber();
    for (const watch of watches) expect(await seen(watch, 1)).toEqual(['reconnect']);
    await live.announce([message(7), message(7, 'comments:post_2')]);
    for (const watch of watches) expect(await seen(watch, 1)).toEqual([7]);
    expect(await subscribed()).toHaveLength(2);
  });

  it('lose nothing for who follows while Redis is away', async () => {
    const writer = openLive(redisUrl);
    const ledger = new Ledger(channel);
    const items = ledger.follow(live, forever, 0);
    const first = take(items, 1);
    await writer.announce(ledger.commit());
    expect(await first).toEqual([1]);

    await door.shut();
    await writer.announce(ledger.commit(20));
    await door.reopen();
    expect(await take(items, 20)).toEqual(range(2, 21));
    const next = take(items, 1);
    await writer.announce(ledger.commit());
    expect(await next).toEqual([22]);
    await writer.close();
  });

  it('lose nothing for who begins to follow while Redis is away', async () => {
    await live.announce(messages(1));
    await door.shut();
    const writer = openLive(redisUrl);
    const ledger = new Ledger(channel);
    ledger.commit(2);
    const items = ledger.follow(live, forever, 0);
    expect(await take(items, 2)).toEqual([1, 2]);

    await writer.announce(ledger.commit(2));
    await door.reopen();
    expect(await take(items, 2)).toEqual([3, 4]);
    await writer.close();
  });

  it('notice a connection that is dead but open', async () => {
    const writer = openLive(redisUrl);
    const ledger = new Ledger(channel);
    const items = ledger.follow(live, forever, 0);
    const first = take(items, 1);
    await writer.announce(ledger.commit());
    expect(await first).toEqual([1]);

    door.freeze();
    await writer.announce(ledger.commit(2));
    expect(await take(items, 2)).toEqual([2, 3]);
    await writer.close();
  });

  it('say when Redis does not answer, and announce again over a new connection', async () => {
    await live.check();
    door.freeze();
    await expect(live.check()).rejects.toThrow(LiveUnavailable);
    await waitFor(() => live.announce(messages(1)).then(() => true));

    door.freeze();
    await expect(live.announce(messages(2))).rejects.toThrow(LiveUnavailable);
    await waitFor(() => live.check().then(() => true));
  });

  it('forget who leaves while Redis is away', async () => {
    const leave = new AbortController();
    await live.watch(channel, leave.signal);
    const staying = await live.watch('comments:post_2', forever);
    await door.shut();
    leave.abort();
    expect(live.watchedChannels).toBe(1);
    await door.reopen();
    expect(await seen(staying, 1)).toEqual(['reconnect']);
    expect(await subscribed()).toEqual(['comments:post_2']);
  });

  it('do not wait for Redis longer than they may, and refuse to announce meanwhile', async () => {
    await live.check();
    await door.shut();
    await expect(live.announce(messages(2))).rejects.toThrow(LiveUnavailable);
    await expect(live.check()).rejects.toThrow(LiveUnavailable);
    const leave = new AbortController();
    const watching = live.watch(channel, leave.signal);
    leave.abort();
    expect((await (await watching)[Symbol.asyncIterator]().next()).done).toBe(true);
    await door.reopen();
    await waitFor(() => live.announce(messages(2)).then(() => true));
  });

  it('let both connections go when they close, also while Redis is away', async () => {
    await live.announce(messages(1));
    await live.close();
    await waitFor(() => expect(door.connections()).toBe(0));

    const second = openLive();
    await second.announce(messages(1));
    await door.shut();
    await expect(second.announce(messages(2))).rejects.toThrow(LiveUnavailable);
    await second.close();
    await door.reopen();
    const third = openLive();
    await third.watch(channel, forever);
    await third.announce(messages(1));
    expect(door.connections()).toBe(2);
    await third.close();
  });
});
