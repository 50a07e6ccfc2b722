import type { AudienceContext, Visibility } from '@ursa/audience';
import { keepPostAudience, keepPostDeleted, postAccessLoader } from '@ursa/audience';
import { PostCreated, PostDeleted, ProfileCreated, UserFollowed } from '@ursa/events/contracts';
import type { PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { expect, test } from 'vitest';
import { audienceWorld } from './audience-world.ts';

const { as, asked, database, deliver, ownerSays } = await audienceWorld();

async function person({ isPrivate = false } = {}): Promise<UserId> {
  const userId = newId('user');
  const profile = { userId, username: userId.slice(-20), displayName: 'Somebody', isPrivate };
  await deliver(ProfileCreated.create(userId, profile), 1);
  return userId;
}
const follow = (followerId: UserId, followedId: UserId) =>
  deliver(UserFollowed.create(followerId, { followerId, followedId, approved: false }), 2);

const told = (postId: PostId, authorId: UserId, visibility: Visibility, sequence: number) =>
  keepPostAudience(database.db, {
    ...PostCreated.create(postId, { postId, authorId, visibility, mentionedIds: [] }),
    sequence,
  });
const deleted = (postId: PostId, authorId: UserId, sequence: number) =>
  keepPostDeleted(database.db, { ...PostDeleted.create(postId, { postId, authorId }), sequence });

async function post(authorId: UserId, visibility: Visibility = 'PUBLIC'): Promise<PostId> {
  const postId = newId('post');
  await told(postId, authorId, visibility, 1);
  return postId;
}
const access = (context: AudienceContext) => postAccessLoader(context);
const away = () => {
  throw new Error('The owner does not answer.');
};

test('what the projection opens needs no question: to anybody, to followers, to the author', async () => {
  const [ada, bob] = [await person(), await person()];
  await follow(bob, ada);
  ownerSays(away);
  const [forAll, forFollowers, forNobody] = [
    await post(ada),
    await post(ada, 'FOLLOWERS'),
    await post(ada, 'PRIVATE'),
  ];
  expect(await access(as(null)).load(forAll)).toMatchObject({ id: forAll, authorId: ada });
  expect(await access(as(bob)).load(forFollowers)).toMatchObject({ id: forFollowers, authorId: ada });
  expect(await access(as(ada)).load(forNobody)).toMatchObject({ id: forNobody, authorId: ada });
  expect(asked).toHaveLength(0);
});

test('no and unknown are settled by posts, in one question as this viewer', async () => {
  const [ada, bob] = [await person(), await person()];
  const [open, shut, fresh, never] = [
    await post(ada),
    await post(ada, 'FOLLOWERS'),
    newId('post'),
    newId('post'),
  ];
  ownerSays(({ id }) => (id === shut || id === fresh ? { author: { id: ada } } : null));
  const loader = access(as(bob));
  const before = database.statements.count;
  expect(await loader.loadMany([open, shut, fresh, never])).toMatchObject([
    { id: open, authorId: ada },
    { id: shut, authorId: ada },
    { id: fresh, authorId: ada },
    null,
  ]);
  expect(database.statements.count - before).toBe(1);
  expect(asked).toEqual([
    { peer: 'posts', typename: 'Post', ids: [shut, fresh, never], selection: 'author { id }' },
  ]);
});

test('while posts is away only what the projection opens is open', async () => {
  const [ada, bob] = [await person(), await person()];
  const [open, shut] = [await post(ada), await post(ada, 'PRIVATE')];
  ownerSays(away);
  expect(await access(as(bob)).loadMany([open, shut, newId('post')])).toMatchObject([
    { id: open },
    null,
    null,
  ]);
});

test.each([[{}], [{ author: null }], [{ author: { id: 'post_1' } }]])(
  'an answer without an author (%j) opens nothing',
  async (answer) => {
    const [ada, bob] = [await person(), await person()];
    const shut = await post(ada, 'FOLLOWERS');
    ownerSays(() => answer);
    expect(await access(as(bob)).load(shut)).toBeNull();
  },
);

test('a post of somebody unknown is not opened by the projection, but by posts', async () => {
  const [stranger, bob] = [newId('user'), await person()];
  const id = await post(stranger);
  ownerSays(() => null);
  expect(await access(as(bob)).load(id)).toBeNull();
  ownerSays(() => ({ author: { id: stranger } }));
  expect(await access(as(bob)).load(id)).toEqual({ id, authorId: stranger });
});

test('a deleted post is gone for everybody, without a question', async () => {
  const ada = await person();
  const id = await post(ada);
  await deleted(id, ada, 2);
  ownerSays(() => ({ author: { id: ada } }));
  expect(await access(as(ada)).load(id)).toBeNull();
  expect(asked).toHaveLength(0);
});

test('events may come twice and late: the newest stands', async () => {
  const ada = await person();
  const id = newId('post');
  ownerSays(() => null);
  const open = async () => (await access(as(null)).load(id)) !== null;
  await told(id, ada, 'PRIVATE', 3);
  await told(id, ada, 'PUBLIC', 2);
  expect(await open()).toBe(false);
  await told(id, ada, 'PUBLIC', 4);
  await told(id, ada, 'PRIVATE', 3);
  expect(await open()).toBe(true);
  await deleted(id, ada, 6);
  await told(id, ada, 'PUBLIC', 5);
  expect(await open()).toBe(false);
  await deleted(id, ada, 6);
  expect(await access(as(ada)).load(id)).toBeNull();
});
