import { newId } from '@ursa/ids';
import { testDatabase } from '@ursa/testkit';
import { gt } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { Page, PageArgs } from '../src/index.ts';
import { connection, pageLoader, pageOf, pagesOf, parsePage } from '../src/index.ts';
import type { Item, ShelfId } from './items.ts';
import { itemKey, items, keyOfItem } from './items.ts';

const { db, statements } = await testDatabase({ name: 'paged', tables: { items } });
const shelves = Array.from({ length: 5 }, () => newId('shelf'));
const [full, half, , , empty] = shelves as [ShelfId, ShelfId, ShelfId, ShelfId, ShelfId];
const order = { from: items, orderBy: [items.at, items.id], direction: 'asc' } as const;
const page = (args: PageArgs, list = full): Page => parsePage(args, { list, key: itemKey });
const labels = (rows: readonly Item[]) => rows.map(({ label }) => label);

beforeEach(async () => {
  await db.delete(items);
  const rows = shelves.flatMap((shelfId, s) =>
    // Two of each moment: only the id tells them apart.
    Array.from({ length: shelfId === empty ? 0 : 10 - s }, (_, i) => ({
      id: newId('item'),
      shelfId,
      at: new Date(1_700_000_000_000 + Math.floor(i / 2)),
      label: `${s}/${i}`,
      size: i,
    })),
  );
  await db.insert(items).values(rows);
});

test('the same page of many parents is one statement, each in its order', async () => {
  const query = { ...order, parent: items.shelfId, parents: [...shelves, full] };
  const { value, statements: sent } = await statements.record(() => pagesOf(db, query, page({ first: 3 })));
  expect(sent).toHaveLength(1);
  expect(value.size).toBe(5);
  expect(labels(value.get(full)?.rows ?? [])).toEqual(['0/0', '0/1', '0/2']);
  expect(labels(value.get(half)?.rows ?? [])).toEqual(['1/0', '1/1', '1/2']);
  expect(value.get(empty)).toEqual({ rows: [], more: false });
});

test('rows come with their types', async () => {
  const pages = await pagesOf(db, { ...order, parent: items.shelfId, parents: [full] }, page({ first: 1 }));
  expect(pages.get(full)?.rows[0]).toEqual({
    id: expect.stringMatching(/^item_/),
    shelfId: full,
    at: new Date(1_700_000_000_000),
    label: '0/0',
    size: 0,
  });
});

test('the last page comes in the order of the list', async () => {
  const pages = await pagesOf(db, { ...order, parent: items.shelfId, parents: [full] }, page({ last: 3 }));
  expect(labels(pages.get(full)?.rows ?? [])).toEqual(['0/7', '0/8', '0/9']);
  expect(pages.get(full)?.more).toBe(true);
});

test('a list may be read newest first, and be filtered', async () => {
  const query = {
    ...order,
    direction: 'desc',
    parent: items.shelfId,
    parents: [full, half],
    where: gt(items.size, 7),
  } as const;
  const pages = await pagesOf(db, query, page({ first: 10 }));
  expect(labels(pages.get(full)?.rows ?? [])).toEqual(['0/9', '0/8']);
  expect(labels(pages.get(half)?.rows ?? [])).toEqual(['1/8']);
});

test('no row beyond the page and the one after it is read', async () => {
  const pages = await pagesOf(db, { ...order, parent: items.shelfId, parents: shelves }, page({ first: 0 }));
  expect(pages.get(full)).toEqual({ rows: [], more: true });
});

test('a list without parents', async () => {
  const slice = await pageOf(db, { ...order, where: gt(items.size, 8) }, page({ first: 5 }));
  expect(labels(slice.rows)).toEqual(['0/9']);
});

test('a connection tells where its page lies', async () => {
  const read = async (args: PageArgs) => {
    const asked = parsePage(args, { list: full, key: itemKey });
    const pages = await pagesOf(db, { ...order, parent: items.shelfId, parents: [full] }, asked);
    return connection(pages.get(full) ?? { rows: [], more: false }, asked, {
      key: keyOfItem,
      totalCount: 10,
    });
  };
  const first = await read({ first: 4 });
  expect(labels(first.nodes)).toEqual(['0/0', '0/1', '0/2', '0/3']);
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(first.totalCount).toBe(10);
  const rest = await read({ first: 100, after: first.pageInfo.endCursor });
  expect(labels(rest.nodes)).toEqual(['0/4', '0/5', '0/6', '0/7', '0/8', '0/9']);
  expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const before = await read({ last: 2, before: rest.edges[0]?.cursor });
  expect(labels(before.nodes)).toEqual(['0/2', '0/3']);
  expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  const between = await read({ after: first.edges[0]?.cursor, before: first.edges[3]?.cursor });
  expect(labels(between.nodes)).toEqual(['0/1', '0/2']);
});

test('the loader asks once for each distinct page, not for each parent', async () => {
  const asked: [number, number][] = [];
  const loader = pageLoader<ShelfId, Item>((parents, page) => {
    asked.push([parents.length, page.size]);
    return pagesOf(db, { ...order, parent: items.shelfId, parents }, page);
  });
  const slices = await Promise.all([
    ...shelves.map((shelf) => loader.load(shelf, page({ first: 2 }, shelf))),
    loader.load(full, page({ first: 1 })),
  ]);
  expect(asked).toEqual([
    [5, 2],
    [1, 1],
  ]);
  expect(slices.map(({ rows }) => rows.length)).toEqual([2, 2, 2, 2, 0, 1]);
});
