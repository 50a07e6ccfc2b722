import type { NewEvent } from '@ursa/events';
import {
  GroupCreated,
  GroupMemberJoined,
  PostCreated,
  PostDeleted,
  PostEdited,
  PostReposted,
  ProfileCreated,
  RepostUndone,
  UserFollowed,
  UserUnfollowed,
} from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FeedWorld } from './feed-world.ts';
import { feedWorld } from './feed-world.ts';

let world: FeedWorld;
beforeAll(async () => {
  world = await feedWorld({ FEED_FANOUT_MAX_FOLLOWERS: '20', FEED_FANOUT_BATCH: '10' });
});

/** An author with so many followers who read. */
async function popular(followers: number) {
  const author = await world.person();
  const readers: UserId[] = [];
  for (let n = 0; n < followers; n += 1) {
    const reader = await world.reader();
    readers.push(reader);
    await world.follow(reader, author);
  }
  return { author, readers };
}
const pushed = async (owner: UserId): Promise<number> => {
  const { rows } = await world.db.execute<{ n: number }>(
    sql`select count(*)::int as n from timeline where owner_id = ${toUuid(owner)}`,
  );
  return rows[0]?.n ?? 0;
};

test('a post is pushed to every active follower, in batches, and above the bound to nobody', async () => {
  const { author, readers } = await popular(20);
  const cost = async () => (await world.statements.record(() => world.post(author))).statements.length;
  const first = await cost();
  expect(new Set(await Promise.all(readers.map(pushed)))).toEqual(new Set([1]));
  const more = await popular(0);
  for (let n = 0; n < 5; n += 1) {
    const reader = await world.reader();
    more.readers.push(reader);
    await world.follow(reader, author);
  }
  // The first one finds the account large; from then on it costs the same however many follow.
  await cost();
  const large = await cost();
  expect(large).toBeLessThan(first);
  expect(new Set(await Promise.all(readers.map(pushed)))).toEqual(new Set([1]));
  for (let n = 0; n < 20; n += 1) await world.follow(await world.person(), author);
  expect(await cost()).toBe(large);
  for (const reader of [...readers, ...more.readers]) expect(await world.postsOf(reader)).toHaveLength(4);
});

test('who did not read for 30 days is not pushed to, and finds everything when they come', async () => {
  const { author, readers } = await popular(1);
  const [reader] = readers as [UserId];
  await world.db.execute(
    sql`update readers set last_seen = now() - interval '31 days' where user_id = ${toUuid(reader)}`,
  );
  const postId = await world.post(author);
  expect(await pushed(reader)).toBe(0);
  expect(await world.postsOf(reader)).toEqual([postId]);
  const next = await world.post(author);
  expect(await pushed(reader)).toBe(2);
  expect(await world.postsOf(reader)).toEqual([next, postId]);
});

test('a visit is noted once an hour', async () => {
  const { readers } = await popular(1);
  const [reader] = readers as [UserId];
  const seen = async () => {
    const { rows } = await world.db.execute<{ seen: string }>(
      sql`select last_seen::text as seen from readers where user_id = ${toUuid(reader)}`,
    );
    return rows[0]?.seen;
  };
  const before = await seen();
  await world.feedOf(reader);
  expect(await seen()).toBe(before);
  await world.db.execute(
    sql`update readers set last_seen = now() - interval '61 minutes' where user_id = ${toUuid(reader)}`,
  );
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Viewer { feed { nodes { id } } } } }`;
  const of = [{ __typename: 'Viewer', id: reader.replace('user', 'viewer') }];
  const { statements } = await world.statements.record(() =>
    world.execute({ query, variables: { of }, viewer: reader }),
  );
  expect(statements).toHaveLength(2);
  expect(await seen()).not.toBe(before);
});

test('nobody is told who does not watch', async () => {
  const before = (await world.emitted()).length;
  const { author } = await popular(3);
  await world.post(author);
  expect(await world.emitted()).toHaveLength(before);
});

test('follows and posts of one moment miss nothing', async () => {
  const author = await world.person();
  const readers = await Promise.all(Array.from({ length: 10 }, () => world.reader()));
  const posts = Array.from({ length: 10 }, () => world.post(author));
  await Promise.all([...posts, ...readers.map((reader) => world.follow(reader, author))]);
  for (const reader of readers) expect((await world.postsOf(reader)).length).toBe(10);
  const { rows } = await world.db.execute<{ subscribers: number }>(
    sql`select subscribers from sources where source_id = ${toUuid(author)}`,
  );
  expect(rows).toEqual([{ subscribers: 10 }]);
});

describe('events of several owners may come in any order', () => {
  test('and more than once', async () => {
    const [reader, author, stranger, groupId] = [
      await world.reader(),
      newId('user'),
      newId('user'),
      newId('group'),
    ];
    const [own, theirs, inGroup] = [newId('post'), newId('post'), newId('post')];
    const state = { visibility: 'PUBLIC' as const, mentionedIds: [] };
    const profile = (userId: UserId) => ({ userId, username: userId, displayName: 'x', isPrivate: false });
    const group = { groupId, handle: 'late', name: 'Late', description: '', privacy: 'SECRET' as const };
    const events = [
      PostReposted.create(author, { postId: theirs, postAuthorId: stranger, reposterId: author }),
      PostCreated.create(inGroup, { ...state, postId: inGroup, authorId: stranger, groupId }),
      UserFollowed.create(reader, { followerId: reader, followedId: author, approved: false }),
      PostCreated.create(own, { ...state, postId: own, authorId: author }),
      GroupMemberJoined.create(groupId, { groupId, userId: reader, role: 'MEMBER' }),
      PostCreated.create(theirs, { ...state, postId: theirs, authorId: stranger }),
      ProfileCreated.create(author, profile(author)),
      ProfileCreated.create(stranger, profile(stranger)),
      GroupCreated.create(groupId, group),
    ];
    await world.receive(...events);
    const found = new Set(await world.postsOf(reader));
    expect(found).toEqual(new Set([own, theirs, inGroup]));
    await world.db.execute(sql`delete from inbox`);
    await world.receive(...events);
    expect(new Set(await world.postsOf(reader))).toEqual(found);
  });

  test('and late: an older one changes nothing', async () => {
    const [reader, author, stranger] = [await world.reader(), await world.person(), await world.person()];
    const postId = newId('post');
    const state = { postId, authorId: author, visibility: 'PUBLIC' as const, mentionedIds: [] };
    const reposted = { postId, postAuthorId: author, reposterId: stranger };
    const follow = { followerId: reader, followedId: stranger };
    const late = async (event: NewEvent, sequence: number) => {
      const { consumers: _, liveId: __, ...envelope } = event;
      await world.late({ ...envelope, sequence });
    };
    await late(UserUnfollowed.create(reader, follow), 1_000_002);
    await late(UserFollowed.create(reader, { ...follow, approved: false }), 1_000_001);
    await late(RepostUndone.create(stranger, reposted), 1_000_002);
    await late(PostReposted.create(stranger, reposted), 1_000_001);
    await late(PostDeleted.create(postId, { postId, authorId: author }), 3);
    await late(PostEdited.create(postId, state), 2);
    await late(PostCreated.create(postId, state), 1);
    await world.follow(reader, author);
    expect(await world.postsOf(reader)).toEqual([]);
    expect(await world.postsOf(author)).toEqual([]);
    expect((await world.explore(null)).nodes).not.toContainEqual({ id: postId });
  });
});
