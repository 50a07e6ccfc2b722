import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FeedWorld } from './feed-world.ts';
import { feedWorld } from './feed-world.ts';

let world: FeedWorld;
beforeAll(async () => {
  world = await feedWorld();
});

/** A reader of somebody who published so many posts, and the items of that, newest first. */
async function reading(posts: number) {
  const [author, reader] = [await world.person(), await world.reader()];
  await world.follow(reader, author);
  for (let n = 0; n < posts; n += 1) await world.post(author);
  const { nodes } = await world.feedOf(reader);
  return { author, reader, items: nodes.map(({ id }: { id: string }) => id) as string[] };
}

describe('markFeedRead', () => {
  test('marks an item and all before it; own posts are never unread', async () => {
    const { reader, author, items } = await reading(3);
    await world.post(reader);
    expect(await world.feedOf(reader)).toMatchObject({ unreadCount: 3, readUpTo: null });
    const { viewer, errors } = await world.markRead(reader, items[1] as string);
    expect([viewer.feed.unreadCount, errors]).toEqual([1, []]);
    expect(await world.feedOf(reader)).toMatchObject({ unreadCount: 1, readUpTo: items[1] });
    await world.markRead(reader, items[2] as string);
    expect(await world.feedOf(reader)).toMatchObject({ unreadCount: 1, readUpTo: items[1] });
    await world.markRead(reader, items[0] as string);
    expect(await world.feedOf(reader)).toMatchObject({ unreadCount: 0 });
    await world.post(author);
    expect(await world.feedOf(reader)).toMatchObject({ unreadCount: 1 });
  });

  test('counts up to 100', async () => {
    const { reader, items } = await reading(104);
    expect((await world.feedOf(reader)).unreadCount).toBe(100);
    await world.markRead(reader, items.at(-1) as string);
    expect((await world.feedOf(reader)).unreadCount).toBe(99);
  });

  test('refuses what is malformed, and what does not stand in the feed like what never was', async () => {
    const { reader, items } = await reading(1);
    const other = await reading(1);
    const never = await world.markRead(reader, newId('feeditem'));
    expect(never.errors).toMatchObject([{ __typename: 'NotFoundError', path: ['upTo'] }]);
    expect(await world.markRead(reader, other.items[0] as string)).toEqual(never);
    expect((await world.markRead(reader, reader)).errors).toMatchObject([
      { __typename: 'ValidationError', path: ['upTo'] },
    ]);
    expect(await world.markRead(null, items[0] as string)).toEqual({ codes: ['UNAUTHENTICATED'] });
    expect((await world.feedOf(reader)).readUpTo).toBeNull();
  });

  test('another input under one key is a conflict', async () => {
    const { reader, items } = await reading(2);
    const input = { clientMutationId: 'k1' };
    expect((await world.markRead(reader, items[1] as string, input)).errors).toEqual([]);
    expect((await world.markRead(reader, items[0] as string, input)).errors).toMatchObject([
      { __typename: 'ConflictError' },
    ]);
  });
});

describe('showLess', () => {
  test('of a post leaves that out, for the one who asked', async () => {
    const { reader, author, items } = await reading(2);
    const [first, second] = await world.postsOf(reader);
    expect((await world.showLess(reader, { postId: first })).errors).toEqual([]);
    expect(await world.postsOf(reader)).toEqual([second]);
    expect(await world.feedItem(items[0] as string, reader)).toBeNull();
    const explored = (await world.explore(reader)).nodes.map(({ id }: { id: string }) => id);
    expect([explored.includes(first), explored.includes(second)]).toEqual([false, true]);
    expect(await world.postsOf(author)).toEqual([first, second]);
  });

  test('of a person leaves out what they publish and repost', async () => {
    const { reader, author } = await reading(2);
    await world.repost(author, await world.post(await world.person()));
    expect((await world.postsOf(reader)).length).toBe(3);
    expect((await world.showLess(reader, { userId: author })).errors).toEqual([]);
    expect((await world.showLess(reader, { userId: author })).errors).toEqual([]);
    expect(await world.postsOf(reader)).toEqual([]);
    await world.post(author);
    expect(await world.feedOf(reader)).toMatchObject({ nodes: [], unreadCount: 0 });
  });

  test('refuses nothing, both, oneself, and what is hidden like what never was', async () => {
    const [reader, author] = [await world.reader(), await world.person()];
    const hidden = await world.post(author, { visibility: 'FOLLOWERS' });
    const refusal = async (input: object) => (await world.showLess(reader, input)).errors;
    expect(await refusal({})).toMatchObject([{ __typename: 'ValidationError', path: null }]);
    expect(await refusal({ postId: hidden, userId: author })).toMatchObject([
      { __typename: 'ValidationError' },
    ]);
    expect(await refusal({ userId: reader })).toMatchObject([
      { __typename: 'ValidationError', path: ['userId'] },
    ]);
    expect(await refusal({ postId: 'x' })).toMatchObject([
      { __typename: 'ValidationError', path: ['postId'] },
    ]);
    expect(await refusal({ postId: hidden })).toMatchObject([
      { __typename: 'NotFoundError', path: ['postId'] },
    ]);
    expect(await refusal({ postId: newId('post') })).toEqual(await refusal({ postId: hidden }));
    await world.block(author, reader);
    expect(await refusal({ userId: author })).toEqual(await refusal({ userId: newId('user') }));
    expect(await world.showLess(null, { userId: author })).toEqual({ codes: ['UNAUTHENTICATED'] });
  });

  test('takes a post that was published this moment: posts knows it', async () => {
    const reader = await world.reader();
    const postId = newId('post');
    world.postsSays(({ representations }) =>
      representations.map(({ id }) => (id === postId ? { id } : null)),
    );
    expect((await world.showLess(reader, { postId })).errors).toEqual([]);
  });
});
