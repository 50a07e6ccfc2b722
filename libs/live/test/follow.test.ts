import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Live } from '../src/index.ts';
import { CursorAhead } from '../src/index.ts';
import { adapters } from './adapters.ts';
import type { Moment } from './ledger.ts';
import { Ledger, range, take } from './ledger.ts';

const forever = new AbortController().signal;

describe.each(adapters)('following a channel, $name', ({ open }) => {
  let live: Live;
  let ledger: Ledger;
  beforeEach(() => {
    live = open(4);
    ledger = new Ledger('comments:post_1');
  });
  afterEach(async () => {
    await live.close();
  });

  it('gives what came after the cursor, then what comes', async () => {
    ledger.commit(5);
    const items = ledger.follow(live, forever, 2);
    expect(await take(items, 3)).toEqual([3, 4, 5]);
    await live.announce(ledger.commit(2));
    expect(await take(items, 2)).toEqual([6, 7]);
  });

  it('begins with what comes next when there is no cursor', async () => {
    ledger.commit(5);
    const items = ledger.follow(live, forever);
    ledger.at('after head', () => live.announce(ledger.commit()));
    expect(await take(items, 1)).toEqual([6]);
    expect(ledger.questions).toEqual(['head', 'load']);
  });

  it('asks nothing but the head when the cursor is the newest event', async () => {
    ledger.commit(5);
    const items = ledger.follow(live, forever, 5);
    ledger.at('after head', () => live.announce(ledger.commit()));
    expect(await take(items, 1)).toEqual([6]);
    expect(ledger.questions).toEqual(['head', 'load']);
  });

  it('reads a long past page by page', async () => {
    ledger.commit(7);
    const items = ledger.follow(live, forever, 0);
    expect(await take(items, 7)).toEqual(range(1, 7));
    expect(ledger.questions).toEqual(['head', 'since', 'since', 'since']);
  });

  it.each<Moment>(['before head', 'after head', 'before since', 'after since'])(
    'gives an event that commits and is announced during the catch-up once: %s',
    async (moment) => {
      ledger.commit(4);
      ledger.at(moment, () => live.announce(ledger.commit(2)));
      const items = ledger.follow(live, forever, 1);
      expect(await take(items, 5)).toEqual([2, 3, 4, 5, 6]);
      await live.announce(ledger.commit());
      expect(await take(items, 1)).toEqual([7]);
    },
  );

  it('gives an event that the catch-up saw before it was announced once', async () => {
    ledger.commit(2);
    const late = ledger.commit();
    const items = ledger.follow(live, forever, 0);
    expect(await take(items, 3)).toEqual([1, 2, 3]);
    await live.announce([...late, ...ledger.commit()]);
    expect(await take(items, 1)).toEqual([4]);
  });

  it('fills in what was never announced', async () => {
    const items = ledger.follow(live, forever, 0);
    const first = take(items, 1);
    await live.announce(ledger.commit());
    expect(await first).toEqual([1]);
    ledger.commit(8);
    await live.announce(ledger.commit());
    expect(await take(items, 9)).toEqual(range(2, 10));
  });

  it('fills in what was announced before the first message it sees', async () => {
    ledger.commit(3);
    ledger.at('after head', async () => {
      ledger.commit(2);
      await live.announce(ledger.commit());
    });
    const items = ledger.follow(live, forever, 3);
    expect(await take(items, 3)).toEqual([4, 5, 6]);
  });

  it('puts in order what is announced out of order or twice', async () => {
    const items = ledger.follow(live, forever, 0);
    const sequences = take(items, 5);
    const [first, second, third, fourth] = ledger.commit(4);
    if (!first || !second || !third || !fourth) throw new Error('four messages');
    await live.announce([second, first, second, fourth, third]);
    await live.announce(ledger.commit());
    expect(await sequences).toEqual(range(1, 5));
  });

  it('passes over events that are none of the stream, in the past and live', async () => {
    ledger.commit(2);
    ledger.commit(4, false);
    const items = ledger.follow(live, forever, 0);
    expect(await take(items, 2)).toEqual([1, 2]);
    const next = take(items, 2);
    await live.announce([...ledger.commit(2, false), ...ledger.commit(), ...ledger.commit(1, false)]);
    await live.announce(ledger.commit());
    expect(await next).toEqual([9, 11]);
  });

  it('loses nothing when the reader is slower than the channel', async () => {
    ledger.commit();
    const items = ledger.follow(live, forever, 0);
    expect(await take(items, 1)).toEqual([1]);
    for (let round = 0; round < 30; round += 1) await live.announce(ledger.commit(3));
    expect(await take(items, 90)).toEqual(range(2, 91));
    const next = take(items, 1);
    await live.announce(ledger.commit());
    expect(await next).toEqual([92]);
  });

  it('refuses a cursor that was never reached, and watches nothing', async () => {
    ledger.commit(3);
    await expect(ledger.follow(live, forever, 4).next()).rejects.toThrow(CursorAhead);
    expect(live.watchedChannels).toBe(0);
  });

  it.each<Moment>(['before head', 'before since', 'before load'])(
    'fails with the database: %s',
    async (moment) => {
      ledger.commit(2);
      const items = ledger.follow(live, forever, 1);
      if (moment === 'before load') ledger.at('after since', () => live.announce(ledger.commit()));
      ledger.at(moment, () => {
        throw new Error('the database is away');
      });
      const reading = (async () => {
        for await (const _ of items);
      })();
      await expect(reading).rejects.toThrow('the database is away');
      expect(live.watchedChannels).toBe(0);
    },
  );

  it.each<Moment>(['before head', 'after head', 'before since', 'after since', 'before load', 'after load'])(
    'ends quietly when it is aborted, and leaves nothing watched: %s',
    async (moment) => {
      const leave = new AbortController();
      ledger.commit(2);
      if (moment.endsWith('load')) ledger.at('after since', () => live.announce(ledger.commit()));
      let watchedAfterAbort: number | undefined;
      ledger.at(moment, () => {
        leave.abort();
        watchedAfterAbort = live.watchedChannels;
        throw new Error('the query was cancelled');
      });
      const items = ledger.follow(live, leave.signal, 1);
      for await (const { sequence } of items) expect(sequence).toBe(2);
      expect(watchedAfterAbort).toBe(0);
    },
  );

  it('gives nothing more once it is aborted, in the middle of a page', async () => {
    const leave = new AbortController();
    ledger.commit(3);
    const items = ledger.follow(live, leave.signal, 0);
    expect(await take(items, 1)).toEqual([1]);
    leave.abort();
    expect(live.watchedChannels).toBe(0);
    expect((await items.next()).done).toBe(true);
  });

  it('ends at once when it is aborted before it begins, while it subscribes, and while it waits', async () => {
    expect((await ledger.follow(live, AbortSignal.abort()).next()).done).toBe(true);
    expect(ledger.questions).toEqual([]);

    const early = new AbortController();
    const subscribing = ledger.follow(live, early.signal).next();
    early.abort();
    expect((await subscribing).done).toBe(true);

    const late = new AbortController();
    const items = ledger.follow(live, late.signal);
    const waiting = items.next();
    await live.announce(ledger.commit());
    late.abort();
    await waiting;
    expect((await items.next()).done).toBe(true);
    expect(live.watchedChannels).toBe(0);
  });

  it('can be left while it waits', async () => {
    ledger.commit();
    const items = ledger.follow(live, forever, 0);
    expect(await take(items, 1)).toEqual([1]);
    const waiting = items.next();
    expect(await items.return(undefined)).toEqual({ done: true, value: undefined });
    expect((await waiting).done).toBe(true);
    expect(live.watchedChannels).toBe(0);
  });

  it('ends when the channels close', async () => {
    ledger.commit();
    const items = ledger.follow(live, forever, 0);
    await take(items, 1);
    await live.close();
    expect((await items.next()).done).toBe(true);
  });
});
