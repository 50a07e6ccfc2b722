import type { CommentId, PostId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CommentsWorld } from './comments-world.ts';
import { commentsWorld, idsIn } from './comments-world.ts';

let world: CommentsWorld;
let ada: UserId;
beforeAll(async () => {
  world = await commentsWorld();
  ada = await world.person();
});

/** A post with `count` comments, oldest first. */
async function thread(count: number): Promise<{ postId: PostId; ids: CommentId[] }> {
  const postId = await world.post(ada);
  const ids: CommentId[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await world.add(ada, postId, `${n}`));
  return { postId, ids };
}

interface Connection {
  nodes: { id: CommentId }[];
  edges: { cursor: string }[];
  pageInfo: Record<'startCursor' | 'endCursor', string> & Record<'hasNextPage' | 'hasPreviousPage', boolean>;
}
type Pages = (args: string) => Promise<Connection>;
type Order = 'OLDEST' | 'NEWEST';

const ofPost =
  (postId: PostId): Pages =>
  async (args) =>
    (await world.commentsOf(postId, ada, args)).comments;
const ofComment =
  (id: CommentId): Pages =>
  async (args) =>
    (await world.repliesOf(id, ada, args)).replies;

/** Everything in the list, page by page from its start; `between` runs after each page. */
async function forwards(pages: Pages, order: Order, between = async () => {}): Promise<CommentId[]> {
  const found: CommentId[] = [];
  for (let after = ''; ; await between()) {
    const page = await pages(`(first: 3, orderBy: ${order}${after})`);
    found.push(...idsIn(page));
    if (!page.pageInfo.hasNextPage) return found;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
}

/** The same from its end. */
async function backwards(pages: Pages, order: Order, between = async () => {}): Promise<CommentId[]> {
  const found: CommentId[] = [];
  for (let before = ''; ; await between()) {
    const page = await pages(`(last: 3, orderBy: ${order}${before})`);
    found.unshift(...idsIn(page));
    if (!page.pageInfo.hasPreviousPage) return found;
    before = `, before: "${page.pageInfo.startCursor}"`;
  }
}

describe.each(['OLDEST', 'NEWEST'] as const)('%s first', (order) => {
  const inOrder = (ids: CommentId[]) => (order === 'OLDEST' ? ids : ids.toReversed());

  test('comments and replies page through each once, from either end', async () => {
    const { postId, ids } = await thread(8);
    const parent = ids[0] as CommentId;
    const replies: CommentId[] = [];
    for (let n = 0; n < 7; n += 1) replies.push(await world.add(ada, postId, `${n}`, parent));
    expect(await forwards(ofPost(postId), order)).toEqual(inOrder(ids));
    expect(await backwards(ofPost(postId), order)).toEqual(inOrder(ids));
    expect(await forwards(ofComment(parent), order)).toEqual(inOrder(replies));
    expect(await backwards(ofComment(parent), order)).toEqual(inOrder(replies));
  });

  test('while comments arrive and go, what stands is seen once', async () => {
    const { postId, ids } = await thread(10);
    const gone = ids[1] as CommentId;
    const arrived: CommentId[] = [];
    const disturb = async () => {
      arrived.push(await world.add(ada, postId, 'new'));
      if (arrived.length === 2) await world.remove(ada, gone);
      // The page's own last entry goes: its cursor still holds.
      if (arrived.length === 3) await world.remove(ada, ids[8] as CommentId);
    };
    for (const walk of [forwards, backwards]) {
      const found = await walk(ofPost(postId), order, disturb);
      expect(new Set(found).size).toBe(found.length);
      const standing = ids.filter((id) => id !== gone && id !== ids[8]);
      expect(found.filter((id) => standing.includes(id))).toEqual(inOrder(standing));
      const toNewEnd = (order === 'OLDEST') === (walk === forwards);
      // Read towards the end where comments arrive, a list ends with the last of them.
      if (toNewEnd) expect(inOrder(found).at(-1)).toBe(arrived.at(-1));
    }
  });

  test('the edge cursors of a page cut the list at that entry', async () => {
    const { postId, ids } = await thread(5);
    const { edges } = await ofPost(postId)(`(first: 5, orderBy: ${order})`);
    const around = `after: "${edges[0]?.cursor}", before: "${edges[4]?.cursor}", orderBy: ${order}`;
    const page = await ofPost(postId)(`(first: 2, ${around})`);
    expect(idsIn(page)).toEqual(inOrder(ids).slice(1, 3));
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(idsIn(await ofPost(postId)(`(last: 2, ${around})`))).toEqual(inOrder(ids).slice(2, 4));
  });
});

test('OLDEST comes first unless another order is asked for, 20 at a time', async () => {
  const { postId, ids } = await thread(21);
  expect(idsIn(await ofPost(postId)(''))).toEqual(ids.slice(0, 20));
  expect(idsIn(await ofPost(postId)('(first: 0)'))).toEqual([]);
});

test('a lower id that commits later comes after what was read already', async () => {
  const { postId, ids } = await thread(3);
  const page = await ofPost(postId)('(first: 3)');
  // As a process would number it whose clock is behind.
  const late = await world.add(ada, postId, 'late');
  await world.db.execute(sql`
    update comments set id = overlay(id::text placing '00000000' from 1 for 8)::uuid where id = ${toUuid(late)}`);
  const next = await ofPost(postId)(`(first: 3, after: "${page.pageInfo.endCursor}")`);
  const [low = ''] = idsIn(next);
  expect([low, ...ids].toSorted()).toEqual([low, ...ids]);
  expect(low).toMatch(/^comment_/);
});

test.each([
  ['first: 101', 'BAD_USER_INPUT'],
  ['first: -1', 'BAD_USER_INPUT'],
  ['last: 101', 'BAD_USER_INPUT'],
  ['first: 1, last: 1', 'BAD_USER_INPUT'],
  ['after: "nonsense"', 'BAD_CURSOR'],
  ['before: ""', 'BAD_CURSOR'],
  ['orderBy: LOUDEST', 'GRAPHQL_VALIDATION_FAILED'],
])('comments(%s) is refused', async (args, code) => {
  const { postId } = await thread(1);
  expect(await world.commentsOf(postId, ada, `(${args})`)).toEqual({ codes: [code] });
});

test("another list's cursor is refused: of another post, of replies, of the other order", async () => {
  const [{ postId, ids }, other] = [await thread(2), await thread(1)];
  await world.add(ada, postId, 'reply', ids[0]);
  const cursor = async (pages: Pages, args: string) => (await pages(args)).edges[0]?.cursor;
  const foreign = [
    await cursor(ofPost(other.postId), '(first: 1)'),
    await cursor(ofComment(ids[0] as CommentId), '(first: 1)'),
    await cursor(ofPost(postId), '(first: 1, orderBy: NEWEST)'),
    (await world.commentsOf(postId, ada)).comments.liveCursor,
  ];
  for (const after of foreign) {
    expect(await world.commentsOf(postId, ada, `(after: "${after}")`)).toEqual({ codes: ['BAD_CURSOR'] });
  }
});
