import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LiveMessage } from '../src/index.ts';
import { inProcessLive } from '../src/index.ts';
import { Ledger, range } from './ledger.ts';

/** What the world may do between two steps of the reader. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('commit' as const),
    isItem: fc.boolean(),
    fate: fc.constantFrom('told', 'late', 'lost'),
  }),
  fc.record({ kind: fc.constant('announce late' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('announce again' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('read' as const) }),
);

const moments = fc.array(
  fc.constantFrom('before head', 'after head', 'before since', 'after since', 'before load', 'after load'),
  { maxLength: 4 },
);

it('following gives every item after the cursor once and in order, whatever happens to the messages', async () => {
  const property = fc.asyncProperty(
    fc.nat(6),
    fc.nat(6),
    fc.integer({ min: 1, max: 4 }),
    fc.array(step, { maxLength: 40 }),
    moments,
    async (past, cursor, bufferSize, steps, interruptions) => {
      const live = inProcessLive({ bufferSize });
      const ledger = new Ledger('comments:post_1');
      const items: number[] = [];
      const all: LiveMessage[] = [];
      const late: LiveMessage[] = [];
      const commit = (isItem: boolean): LiveMessage[] => {
        const committed = ledger.commit(1, isItem);
        all.push(...committed);
        if (isItem) items.push(ledger.newest);
        return committed;
      };
      for (const _ of range(1, past)) commit(true);
      const after = Math.min(cursor, past);
      for (const moment of interruptions) ledger.at(moment, () => live.announce(commit(true)));

      const leave = new AbortController();
      const stream = ledger.follow(live, leave.signal, after);
      const read: Promise<number>[] = [];
      const readOne = (): void => {
        read.push(stream.next().then(({ value }) => value?.sequence ?? -1));
      };
      readOne();
      for (const action of steps) {
        if (action.kind === 'commit') {
          const committed = commit(action.isItem);
          if (action.fate === 'told') await live.announce(committed);
          if (action.fate === 'late') late.push(...committed);
        } else if (action.kind === 'announce late') {
          await live.announce(late.splice(action.which % (late.length || 1), 1));
        } else if (action.kind === 'announce again') {
          await live.announce(all.slice(action.which % (all.length || 1)).slice(0, 1));
        } else {
          readOne();
          await Promise.resolve();
        }
      }
      // The last event is announced: whoever follows must arrive there.
      await live.announce(commit(true));
      const expected = items.filter((sequence) => sequence > after);
      // Hooks that fire on the way commit more; what is expected grows with them.
      while (read.length < expected.length) readOne();
      const got = await Promise.all(read.slice(0, expected.length));
      expect(got).toEqual(items.filter((sequence) => sequence > after).slice(0, expected.length));
      leave.abort();
      expect(live.watchedChannels).toBe(0);
    },
  );
  await fc.assert(property, { numRuns: 500 });
});
