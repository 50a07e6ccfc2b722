import { newId } from '@ursa/ids';
import { testDatabase } from '@ursa/testkit';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageArgs } from '../src/index.ts';
import { connection, pagesOf, parsePage } from '../src/index.ts';
import type { Item, ItemId } from './items.ts';
import { itemKey, items, keyOfItem } from './items.ts';

const { db } = await testDatabase({ name: 'paged', tables: { items } });

type Step =
  | { do: 'add'; at: number }
  | { do: 'remove'; nth: number }
  | { do: 'page'; forward: boolean; size: number; from: number };

// Few moments, so that many rows share one; `from` picks a cursor seen earlier, or none.
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('add' as const), at: fc.integer({ min: 0, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), nth: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('page' as const),
      forward: fc.boolean(),
      size: fc.integer({ min: 0, max: 4 }),
      from: fc.integer({ min: -2, max: 20 }),
    }),
  },
);

/** The list as anybody would write it down. */
function expected(model: readonly Item[], descending: boolean, args: PageArgs, cursor: Item | undefined) {
  const compare = (a: Item, b: Item) =>
    a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  const sign = descending ? -1 : 1;
  const sorted = model.toSorted((a, b) => sign * compare(a, b));
  const forward = args.last == null;
  const size = args.first ?? args.last ?? 20;
  const inRange = sorted.filter(
    (item) => cursor === undefined || sign * compare(item, cursor) * (forward ? 1 : -1) > 0,
  );
  const rows = forward ? inRange.slice(0, size) : inRange.slice(Math.max(0, inRange.length - size));
  return { ids: rows.map(({ id }) => id), more: inRange.length > size };
}

test.each([
  ['ascending', 'asc'],
  ['descending', 'desc'],
] as const)(
  'whatever is added and removed meanwhile, a page is the one of a plain list (%s)',
  async (_, direction) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const shelfId = newId('shelf');
        const model = new Map<ItemId, Item>();
        const seen: { cursor: string; item: Item }[] = [];
        for (const one of steps) {
          if (one.do === 'add') {
            const item = {
              id: newId('item'),
              shelfId,
              at: new Date(1_700_000_000_000 + one.at),
              label: '',
              size: 1,
            };
            model.set(item.id, item);
            await db.insert(items).values(item);
          } else if (one.do === 'remove') {
            const id = [...model.keys()].at(one.nth % Math.max(1, model.size));
            if (id === undefined) continue;
            model.delete(id);
            await db.delete(items).where(eq(items.id, id));
          } else {
            const from = one.from < 0 || seen.length === 0 ? undefined : seen[one.from % seen.length];
            const args: PageArgs = one.forward
              ? { first: one.size, after: from?.cursor }
              : { last: one.size, before: from?.cursor };
            const page = parsePage(args, { list: shelfId, key: itemKey });
            const query = {
              from: items,
              parent: items.shelfId,
              parents: [shelfId],
              orderBy: [items.at, items.id],
              direction,
            } as const;
            const slice = (await pagesOf(db, query, page)).get(shelfId) ?? { rows: [], more: false };
            const { edges, pageInfo } = connection(slice, page, { key: keyOfItem });
            const wanted = expected([...model.values()], direction === 'desc', args, from?.item);
            expect(edges.map(({ node }) => node.id)).toEqual(wanted.ids);
            expect(one.forward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage).toBe(wanted.more);
            seen.push(...edges.map(({ cursor, node }) => ({ cursor, item: node })));
          }
        }
      }),
      { numRuns: 40 },
    );
  },
  60_000,
);
