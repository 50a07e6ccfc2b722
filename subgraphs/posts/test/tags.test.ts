import { beforeAll, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

const fields = 'id name followerCount viewerIsFollowing';

async function tag(name: string, viewer: Parameters<typeof world.post>[1] = null) {
  const query = `query ($name: String!) { tag(name: $name) { ${fields} } }`;
  const { data } = await world.execute({ query, variables: { name }, viewer });
  return data?.['tag'] as { id: string } | null;
}

test('a topic has one id, by name in any case, by id and as an entity', async () => {
  const ada = await world.person();
  await world.publish(ada, 'On #Bären and #bären');
  const found = await tag('BÄREN');
  expect(found).toMatchObject({ name: 'bären', followerCount: 0, viewerIsFollowing: false });
  expect(await tag('bären')).toEqual(found);
  const keys = [{ id: found?.id }, { name: 'Bären' }];
  expect(await world.entities('Tag', keys, fields, null)).toEqual([found, found]);
});

test('a topic that only hidden posts are about reads like one that nobody wrote about', async () => {
  const ada = await world.person();
  await world.publish(ada, 'A #secret_plan', 'PRIVATE');
  const groupId = await world.group('SECRET', ada);
  await world.mutate('createPost', { body: 'A #hidden_plan', groupId }, ada);
  for (const name of ['secret_plan', 'hidden_plan', 'never_written']) {
    const found = await tag(name);
    expect(found).toMatchObject({ name, followerCount: 0 });
    expect(await world.entities('Tag', [{ id: found?.id }], fields, null)).toEqual([null]);
  }
});

test.each(['', '#ursa', '123', 'two words', 'x'.repeat(51), 'a-b', 'x'.repeat(100_000)])(
  'no hashtag is called %j',
  async (name) => {
    const ada = await world.person();
    expect(await tag(name)).toBeNull();
    const { errors } = await world.mutate('followTag', { name }, ada, 'tag { id }');
    expect(errors).toMatchObject([{ __typename: 'ValidationError', path: ['name'] }]);
  },
);

test('following counts each person once, also in parallel, and can be taken back', async () => {
  const people = await Promise.all(Array.from({ length: 10 }, () => world.person()));
  const [ada] = people as [Awaited<ReturnType<typeof world.person>>];
  const follow = (viewer: typeof ada) =>
    world.mutate('followTag', { name: 'Walks' }, viewer, `tag { ${fields} }`);
  await Promise.all([...people, ...people].map(follow));
  expect(await tag('walks', ada)).toMatchObject({ followerCount: 10, viewerIsFollowing: true });
  expect(await tag('walks')).toMatchObject({ followerCount: 10, viewerIsFollowing: false });
  const unfollow = () => world.mutate('unfollowTag', { name: 'walks' }, ada, `tag { ${fields} }`);
  const { tag: left } = await unfollow();
  expect(left).toMatchObject({ followerCount: 9, viewerIsFollowing: false });
  expect((await unfollow()).tag).toEqual(left);
  const told = (await world.emitted()).filter(({ aggregate }) => aggregate === ada);
  expect(told.map(({ type, payload }) => [type, payload])).toEqual([
    ['TagFollowed', { userId: ada, tag: 'walks' }],
    ['TagUnfollowed', { userId: ada, tag: 'walks' }],
  ]);
});
