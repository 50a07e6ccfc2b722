import { describe, expect, test } from 'vitest';
import { atMostEvery } from '../src/index.ts';

const everyMs = 40;
const forever = new AbortController().signal;

/** A stream that is fed by hand. */
function stream() {
  const items: number[] = [];
  let ended: { error?: unknown } | undefined;
  let wake = () => {};
  const signalled = () => {
    wake();
    wake = () => {};
  };
  return {
    push(...more: number[]) {
      items.push(...more);
      signalled();
    },
    end(error?: unknown) {
      ended = error === undefined ? {} : { error };
      signalled();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) yield item;
        else if (ended?.error) throw ended.error;
        else if (ended) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

async function all(items: AsyncIterable<number>) {
  const seen: { item: number; at: number }[] = [];
  for await (const item of items) seen.push({ item, at: performance.now() });
  return seen;
}

describe('at most every', () => {
  test('a burst comes as few items, the last of them the newest', async () => {
    const source = stream();
    const reading = all(atMostEvery(everyMs, source, forever));
    for (let n = 1; n <= 500; n += 1) {
      source.push(n);
      if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    source.end();
    const seen = await reading;
    expect(seen.at(-1)?.item).toBe(500);
    expect(seen.length).toBeLessThan(20);
    for (const [n, { at }] of seen.entries()) {
      if (n > 0) expect(at - (seen[n - 1]?.at ?? 0)).toBeGreaterThanOrEqual(everyMs - 2);
    }
  });

  test('one alone comes at once', async () => {
    const source = stream();
    const items = atMostEvery(10_000, source, forever);
    source.push(1);
    expect(await items.next()).toEqual({ done: false, value: 1 });
    await items.return(undefined);
  });

  test('ends with the stream, and throws what it throws after its last item', async () => {
    const source = stream();
    const items = atMostEvery(1, source, forever);
    source.push(1);
    expect((await items.next()).value).toBe(1);
    source.push(2);
    source.end(new Error('broken'));
    expect((await items.next()).value).toBe(2);
    await expect(items.next()).rejects.toThrow('broken');
  });

  test('ends quietly when it is left alone', async () => {
    const leaving = new AbortController();
    const source = stream();
    const items = atMostEvery(10_000, source, leaving.signal);
    source.push(1);
    await items.next();
    source.push(2);
    const next = items.next();
    leaving.abort();
    expect(await next).toEqual({ done: true, value: undefined });
  });
});
