import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FeedWorld } from './feed-world.ts';
import { feedWorld } from './feed-world.ts';

// Whom at most two follow is pushed; the others are pulled. What people see is the same.
let world: FeedWorld;
beforeAll(async () => {
  world = await feedWorld({ FEED_FANOUT_MAX_FOLLOWERS: '2', FEED_FANOUT_BATCH: '2' });
});

/** An author with a follower who reads; a large one has three followers. */
async function followed(size: 'small' | 'large') {
  const author = await world.person();
  const reader = await world.reader();
  await world.follow(reader, author);
  if (size === 'large') for (let n = 0; n < 2; n += 1) await world.follow(await world.reader(), author);
  return { author, reader };
}

describe.each(['small', 'large'] as const)('of a %s account', (size) => {
  test('posts reach followers, newest first, and tell why they stand there', async () => {
    const { author, reader } = await followed(size);
    const [first, second] = [await world.post(author), await world.post(author, { visibility: 'FOLLOWERS' })];
    const { nodes } = await world.feedOf(reader);
    expect(nodes).toMatchObject([
      { post: { id: second }, reason: 'FOLLOWED', repostedBy: null },
      { post: { id: first }, reason: 'FOLLOWED', repostedBy: null },
    ]);
    expect(await world.feedItem(nodes[0].id, reader)).toEqual(nodes[0]);
    expect(await world.feedItem(nodes[0].id, await world.reader())).toBeNull();
    expect(await world.feedItem(nodes[0].id, null)).toBeNull();
  });

  test('a deleted post is gone, and so is one its author keeps to themselves, until they change their mind', async () => {
    const { author, reader } = await followed(size);
    const [gone, kept] = [await world.post(author), await world.post(author)];
    await world.deletePost(gone, author);
    expect(await world.postsOf(reader)).toEqual([kept]);
    await world.editPost(kept, author, { visibility: 'PRIVATE' });
    expect(await world.postsOf(reader)).toEqual([]);
    const secret = await world.post(author, { visibility: 'PRIVATE' });
    expect(await world.postsOf(reader)).toEqual([]);
    await world.editPost(kept, author, { visibility: 'FOLLOWERS' });
    await world.editPost(secret, author, { visibility: 'PUBLIC' });
    expect(await world.postsOf(reader)).toEqual([secret, kept]);
  });

  test('a follow brings what was before, an unfollow or a block takes it', async () => {
    const { author, reader } = await followed(size);
    const [first, second] = [await world.post(author), await world.post(author)];
    const late = await world.reader();
    await world.follow(late, author);
    expect(await world.postsOf(late)).toEqual([second, first]);
    await world.unfollow(late, author);
    expect(await world.postsOf(late)).toEqual([]);
    await world.block(author, reader);
    expect(await world.postsOf(reader)).toEqual([]);
    await world.unblock(author, reader);
    await world.unfollow(reader, author);
    expect(await world.postsOf(reader)).toEqual([]);
    await world.follow(reader, author);
    expect(await world.postsOf(reader)).toEqual([second, first]);
  });

  test('a mute leaves out what somebody publishes and what others repost of it, until it is lifted', async () => {
    const { author, reader } = await followed(size);
    const friend = await world.person();
    await world.follow(reader, friend);
    const [theirs, own] = [await world.post(author), await world.post(friend)];
    const strange = await world.post(await world.person());
    await world.repost(author, strange);
    const all = await world.postsOf(reader);
    expect(all.toSorted()).toEqual([theirs, own, strange].toSorted());
    await world.mute(reader, author);
    expect(await world.postsOf(reader)).toEqual([own]);
    const explored = (await world.explore(reader)).nodes.map(({ id }: { id: string }) => id);
    expect([explored.includes(theirs), explored.includes(own)]).toEqual([false, true]);
    await world.unmute(reader, author);
    expect(await world.postsOf(reader)).toEqual(all);
  });

  test('a repost shows what others published, once, and only who does not see it anyway', async () => {
    const { author, reader } = await followed(size);
    const stranger = await world.person();
    const [theirs, own] = [await world.post(stranger), await world.post(author)];
    await world.repost(author, theirs);
    await world.repost(author, own);
    const friend = await world.person();
    await world.follow(reader, friend);
    await world.repost(friend, theirs);
    await world.repost(friend, own);
    const { nodes } = await world.feedOf(reader);
    expect(nodes).toMatchObject([
      { post: { id: theirs }, reason: 'REPOSTED', repostedBy: { id: author } },
      { post: { id: own }, reason: 'FOLLOWED' },
    ]);
    await world.undoRepost(author, theirs);
    expect((await world.feedOf(reader)).nodes).toMatchObject([
      { post: { id: theirs }, repostedBy: { id: friend } },
      { post: { id: own } },
    ]);
    await world.deletePost(theirs, stranger);
    expect(await world.postsOf(reader)).toEqual([own]);
  });

  test('pages forwards and backwards show each once, while posts arrive', async () => {
    const { author, reader } = await followed(size);
    const other = await world.person();
    await world.follow(reader, other);
    const ids: string[] = [];
    for (let n = 0; n < 9; n += 1) ids.unshift(await world.post(n % 2 ? author : other));
    const forward: string[] = [];
    for (let after = ''; ; ) {
      const page = await world.feedOf(reader, { args: `(first: 4${after})` });
      forward.push(...page.nodes.map(({ post }: { post: { id: string } }) => post.id));
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
      await world.post(author);
    }
    expect(forward).toEqual(ids);
    const backward: string[] = [];
    for (let before = ''; ; ) {
      const page = await world.feedOf(reader, { args: `(last: 4${before})` });
      backward.unshift(...page.nodes.map(({ post }: { post: { id: string } }) => post.id));
      if (!page.pageInfo.hasPreviousPage) break;
      before = `, before: "${page.pageInfo.startCursor}"`;
    }
    expect(backward.slice(2)).toEqual(ids);
  });
});

test('an account that grows beyond the bound loses and repeats nothing', async () => {
  const { author, reader } = await followed('small');
  const before = await world.post(author);
  for (let n = 0; n < 3; n += 1) await world.follow(await world.reader(), author);
  const after = await world.post(author);
  expect(await world.postsOf(reader)).toEqual([after, before]);
  await world.unfollow(reader, author);
  expect(await world.postsOf(reader)).toEqual([]);
});

test('own posts stand in the feed, whoever may see them, and own reposts do not', async () => {
  const ada = await world.person();
  const ids = [await world.post(ada, { visibility: 'PRIVATE' }), await world.post(ada)];
  await world.repost(ada, await world.post(await world.person()));
  expect((await world.feedOf(ada)).nodes).toMatchObject([
    { post: { id: ids[1] }, reason: 'OWN' },
    { post: { id: ids[0] }, reason: 'OWN' },
  ]);
});

describe('groups', () => {
  test('posts reach members, and whoever leaves loses them', async () => {
    const [ada, bob, eve] = [await world.person(), await world.reader(), await world.reader()];
    const groupId = await world.group('PRIVATE');
    await world.join(ada, groupId);
    await world.join(bob, groupId);
    await world.follow(eve, ada);
    const postId = await world.post(ada, { groupId });
    expect((await world.feedOf(bob)).nodes).toMatchObject([{ post: { id: postId }, reason: 'GROUP' }]);
    expect((await world.feedOf(ada)).nodes).toMatchObject([{ post: { id: postId }, reason: 'OWN' }]);
    expect(await world.postsOf(eve)).toEqual([]);
    await world.leave(bob, groupId);
    expect(await world.postsOf(bob)).toEqual([]);
    await world.join(bob, groupId);
    expect(await world.postsOf(bob)).toEqual([postId]);
  });

  test('a repost of what a group publishes follows its privacy at once', async () => {
    const [ada, bob, eve] = [await world.person(), await world.person(), await world.reader()];
    const groupId = await world.group('PUBLIC');
    await world.join(ada, groupId);
    const postId = await world.post(ada, { groupId });
    await world.follow(eve, bob);
    await world.repost(bob, postId);
    expect(await world.postsOf(eve)).toEqual([postId]);
    await world.changeGroup(groupId, 'SECRET');
    expect(await world.postsOf(eve)).toEqual([]);
    await world.changeGroup(groupId, 'PUBLIC');
    expect(await world.postsOf(eve)).toEqual([postId]);
  });
});

test('who was away finds what was published meanwhile', async () => {
  const [author, reader] = [await world.person(), await world.person()];
  await world.follow(reader, author);
  const ids = [await world.post(author), await world.post(author)];
  expect(await world.postsOf(reader)).toEqual(ids.toReversed());
});

test("nobody sees somebody else's feed, and cursors fit one feed", async () => {
  const { author, reader } = await followed('small');
  await world.post(author);
  const { edges } = await world.feedOf(reader);
  expect(await world.feedOf(reader, { viewer: author })).toBeNull();
  expect(await world.feedOf(reader, { viewer: null })).toBeNull();
  const other = await world.reader();
  for (const args of [`(after: "${edges[0].cursor}")`, '(after: "nonsense")'])
    expect(await world.feedOf(other, { args })).toEqual({ codes: ['BAD_CURSOR'] });
  expect(await world.feedOf(other, { args: '(first: 101)' })).toEqual({ codes: ['BAD_USER_INPUT'] });
  expect(await world.feedItem('feeditem_1', reader)).toEqual({ codes: ['BAD_USER_INPUT'] });
  expect(await world.feedItem(newId('feeditem'), reader)).toBeNull();
});

test('timelines are cut down to the cap, the newest stay', async () => {
  const small = await feedWorld({
    FEED_TIMELINE_CAP: '3',
    FEED_TRIM_MS: '1',
    FEED_HOUSEKEEPING_MS: '20',
  });
  const [author, reader] = [await small.person(), await small.reader()];
  await small.follow(reader, author);
  const ids: string[] = [];
  for (let n = 0; n < 20; n += 1) ids.unshift(await small.post(author));
  await waitFor(async () => expect(await small.postsOf(reader)).toEqual(ids.slice(0, 3)));
});

test('a page costs the same statements whatever its size: one', async () => {
  const { author, reader } = await followed('large');
  const friends: UserId[] = [];
  for (let n = 0; n < 10; n += 1) {
    const friend = await world.person();
    friends.push(friend);
    await world.follow(reader, friend);
  }
  for (let n = 0; n < 100; n += 1) await world.post(n % 2 ? author : (friends[n % 10] as UserId));
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Viewer {
    feed(first: SIZE) { liveCursor readUpTo nodes { id reason addedAt post { id } repostedBy { id } } pageInfo { endCursor } } } } }`;
  const of = [{ __typename: 'Viewer', id: reader.replace('user', 'viewer') }];
  for (const size of [1, 20, 100]) {
    const { value, statements } = await world.statements.record(() =>
      world.execute({ query: query.replace('SIZE', `${size}`), variables: { of }, viewer: reader }),
    );
    expect(value.errors).toBeUndefined();
    expect(statements.length).toBe(1);
  }
});
