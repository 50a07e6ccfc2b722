import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Live } from '../src/index.ts';
import { adapters } from './adapters.ts';
import { message, messages, seen } from './messages.ts';

const channel = 'comments:post_1';
const forever = new AbortController().signal;

describe.each(adapters)('the live channels, $name', ({ open }) => {
  let live: Live;
  beforeEach(() => {
    live = open(4);
  });
  afterEach(() => live.close());

  /** After this, everything announced before has reached every watcher. */
  async function delivered(): Promise<void> {
    const leave = new AbortController();
    const barrier = await live.watch('barrier', leave.signal);
    await live.announce([message(1, 'barrier')]);
    await seen(barrier, 1);
    leave.abort();
  }

  it('show a watcher what is announced from then on, whole and in order', async () => {
    await live.announce(messages(1));
    const watch = await live.watch(channel, forever);
    await live.announce(messages(2, 3));
    const iterator = watch[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: { kind: 'message', message: message(2) } });
    expect(await seen(watch, 1)).toEqual([3]);
  });

  it('show every watcher of a channel everything, and nothing of other channels', async () => {
    const [first, second] = [await live.watch(channel, forever), await live.watch(channel, forever)];
    const other = await live.watch('comments:post_2', forever);
    await live.announce([message(1), message(1, 'comments:post_2'), message(2)]);
    await live.announce([message(2, 'comments:post_2')]);
    expect(await seen(first, 2)).toEqual([1, 2]);
    expect(await seen(second, 2)).toEqual([1, 2]);
    expect(await seen(other, 2)).toEqual([1, 2]);
    expect(live.watchedChannels).toBe(2);
  });

  it('wake a watcher that waits', async () => {
    const waiting = seen(await live.watch(channel, forever), 1);
    await live.announce(messages(1));
    expect(await waiting).toEqual([1]);
  });

  it('let a watcher go when its signal aborts, waiting or not, and leave the others alone', async () => {
    const leave = new AbortController();
    const [going, staying] = [await live.watch(channel, leave.signal), await live.watch(channel, forever)];
    const waiting = going[Symbol.asyncIterator]().next();
    leave.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await live.announce(messages(1));
    expect(await seen(staying, 1)).toEqual([1]);
    expect(live.watchedChannels).toBe(1);
  });

  it('watch nothing that nobody watches', async () => {
    const leave = new AbortController();
    await live.watch(channel, leave.signal);
    await live.watch('comments:post_2', leave.signal);
    expect(live.watchedChannels).toBe(2);
    leave.abort();
    expect(live.watchedChannels).toBe(0);

    await live.watch(channel, AbortSignal.abort());
    expect(live.watchedChannels).toBe(0);

    const coming = new AbortController();
    const arriving = live.watch(channel, coming.signal);
    coming.abort();
    expect((await (await arriving)[Symbol.asyncIterator]().next()).done).toBe(true);
    expect(live.watchedChannels).toBe(0);

    const left = await live.watch(channel, forever);
    await live.announce(messages(1));
    for await (const _ of left) break;
    expect(live.watchedChannels).toBe(0);
  });

  it('can be left and watched again at once', async () => {
    for (const sequence of [1, 2, 3]) {
      const leave = new AbortController();
      const watch = await live.watch(channel, leave.signal);
      await live.announce(messages(sequence));
      expect(await seen(watch, 1)).toEqual([sequence]);
      leave.abort();
    }
  });

  it('give a slow watcher a gap instead of an endless buffer, and go on after it', async () => {
    const slow = await live.watch(channel, forever);
    await live.announce(messages(1, 2, 3, 4, 5));
    await delivered();
    await live.announce(messages(6, 7));
    await delivered();
    expect(await seen(slow, 3)).toEqual(['overflow', 6, 7]);
  });

  it('hold as many messages as the buffer is long', async () => {
    const watch = await live.watch(channel, forever);
    await live.announce(messages(1, 2, 3, 4));
    await delivered();
    expect(await seen(watch, 4)).toEqual([1, 2, 3, 4]);
  });

  it('tell of a missing message by a gap before the next one', async () => {
    const watch = await live.watch(channel, forever);
    await live.announce(messages(1, 3, 4));
    await delivered();
    expect(await seen(watch, 3)).toEqual(['jump', 3, 4]);
  });

  it('show what is announced again, or late, once at most', async () => {
    const watch = await live.watch(channel, forever);
    await live.announce(messages(1, 1, 2, 1, 2, 3));
    expect(await seen(watch, 3)).toEqual([1, 2, 3]);
  });

  it('end every watch when they close', async () => {
    const waiting = (await live.watch(channel, forever))[Symbol.asyncIterator]().next();
    await live.close();
    expect((await waiting).done).toBe(true);
    expect(live.watchedChannels).toBe(0);
  });
});
