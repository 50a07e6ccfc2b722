import type { UserId } from '@ursa/ids';
import { beforeEach, describe, expect, test } from 'vitest';
import { searchWorld } from './search-world.ts';

const world = await searchWorld();
let [ada, viewer, stranger] = [] as unknown as [UserId, UserId, UserId];
let nth = 0;
// Too far apart to be taken for each other.
const unlike =
  'bergamot clementine dragonfruit elderberry feijoa huckleberry jackfruit mangosteen persimmon rhubarb'.split(
    ' ',
  );
let word = '';
beforeEach(async () => {
  word = unlike[nth++] as string;
  ada = await world.person({ displayName: word });
  viewer = await world.person();
  stranger = await world.person();
});
const sees = async (who: UserId | null, types?: string[]) =>
  (await world.found(word, who, types ? { types } : {})).sort();

test('a post is found by those it is shown to, and no longer once it is not', async () => {
  const posts = {
    PUBLIC: await world.post(ada, word),
    FOLLOWERS: await world.post(ada, word, { visibility: 'FOLLOWERS' }),
    PRIVATE: await world.post(ada, word, { visibility: 'PRIVATE' }),
  };
  await world.follow(viewer, ada);
  expect(await sees(null, ['POST'])).toEqual([posts.PUBLIC]);
  expect(await sees(stranger, ['POST'])).toEqual([posts.PUBLIC]);
  expect(await sees(viewer, ['POST'])).toEqual([posts.PUBLIC, posts.FOLLOWERS].sort());
  expect(await sees(ada, ['POST'])).toEqual(Object.values(posts).sort());
  await world.unfollow(viewer, ada);
  expect(await sees(viewer, ['POST'])).toEqual([posts.PUBLIC]);
  await world.editPost(posts.PUBLIC, ada, word, { visibility: 'PRIVATE' });
  expect(await sees(viewer, ['POST'])).toEqual([]);
});

test('a private account shows its posts to followers, and itself to all', async () => {
  const post = await world.post(ada, word);
  await world.follow(viewer, ada);
  await world.change(ada, { username: 'whoever', displayName: word, isPrivate: true });
  expect(await sees(viewer)).toEqual([post, ada].sort());
  expect(await sees(stranger)).toEqual([ada]);
  expect(await sees(null)).toEqual([ada]);
});

test('a block hides people, posts and comments both ways', async () => {
  const post = await world.post(ada, word);
  const comment = await world.comment(ada, await world.post(stranger, 'Hello'), word);
  const all = [ada, post, comment].sort();
  expect(await sees(viewer)).toEqual(all);
  await world.block(viewer, ada);
  expect(await sees(viewer)).toEqual([]);
  await world.unblock(viewer, ada);
  await world.block(ada, viewer);
  expect(await sees(viewer)).toEqual([]);
  expect(await sees(stranger)).toEqual(all);
  await world.unblock(ada, viewer);
  expect(await sees(viewer)).toEqual(all);
});

test('a comment is hidden with its post', async () => {
  const post = await world.post(ada, 'Hello');
  const comment = await world.comment(stranger, post, word);
  expect(await sees(viewer, ['COMMENT'])).toEqual([comment]);
  await world.editPost(post, ada, 'Hello', { visibility: 'FOLLOWERS' });
  // Not even its author sees it then.
  expect([await sees(viewer, ['COMMENT']), await sees(stranger, ['COMMENT'])]).toEqual([[], []]);
});

describe('groups', () => {
  test('secret ones are found by members only, others by all', async () => {
    const [open, closed, secret] = [
      await world.group('PUBLIC', word),
      await world.group('PRIVATE', word),
      await world.group('SECRET', word),
    ];
    await world.join(secret, viewer);
    expect(await sees(viewer, ['GROUP'])).toEqual([open, closed, secret].sort());
    expect(await sees(stranger, ['GROUP'])).toEqual([open, closed].sort());
    expect(await sees(null, ['GROUP'])).toEqual([open, closed].sort());
    await world.leave(secret, viewer);
    expect(await sees(viewer, ['GROUP'])).toEqual([open, closed].sort());
    await world.changeGroup(open, 'SECRET', word);
    expect(await sees(viewer, ['GROUP'])).toEqual([closed]);
  });

  test('show what is in them to those who may read them', async () => {
    const groupId = await world.group('PRIVATE', 'Whatever');
    await world.join(groupId, ada);
    await world.join(groupId, viewer);
    const post = await world.post(ada, word, { groupId });
    const comment = await world.comment(viewer, post, word);
    expect(await sees(viewer)).toEqual([ada, post, comment].sort());
    expect(await sees(stranger)).toEqual([ada]);
    await world.changeGroup(groupId, 'PUBLIC', 'Whatever');
    expect(await sees(stranger)).toEqual([ada, post, comment].sort());
    await world.changeGroup(groupId, 'SECRET', 'Whatever');
    await world.leave(groupId, viewer);
    expect(await sees(viewer)).toEqual([ada]);
  });
});

test('a tag is found, suggested and counted as long as one may see a post with it', async () => {
  const post = await world.post(ada, `#${word}`, { visibility: 'PRIVATE' });
  const counts = async (who: UserId | null) =>
    (await world.searching({ query: word, types: ['TAG'] }, who, 'counts { tags }')).counts.tags;
  expect([
    await sees(viewer, ['TAG']),
    await world.suggested(`#${word}`, null),
    await counts(viewer),
  ]).toEqual([[], [ada], 0]);
  expect([await sees(ada, ['TAG']), await counts(ada)]).toEqual([[`#${word}`], 1]);
  await world.editPost(post, ada, `#${word}`);
  expect([await sees(viewer, ['TAG']), await counts(null)]).toEqual([[`#${word}`], 1]);
  expect((await world.suggested(word, viewer)).sort()).toEqual([`#${word}`, ada].sort());
  await world.block(ada, viewer);
  expect([await sees(viewer), await counts(viewer), await world.suggested(word, viewer)]).toEqual([
    [],
    0,
    [],
  ]);
  await world.deletePost(post, ada);
  expect(await sees(ada, ['TAG'])).toEqual([]);
});

test('what nobody may see leaves no trace, not even by what else is looked for', async () => {
  await world.post(ada, `${word}ness`, { visibility: 'PRIVATE' });
  const asked = async (query: string) =>
    world.searching(
      { query },
      stranger,
      'nodes { __typename } counts { posts users } pageInfo { hasNextPage endCursor }',
    );
  expect(await asked(`${word}ness`)).toEqual(await asked('never_existed_here'));
  expect(await asked(`${word}nes`)).toEqual(await asked('never_existed_here'));
});

test('pages stay full where much of what matches is hidden', async () => {
  const shown: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    await world.post(ada, word, { visibility: 'PRIVATE' });
    shown.push(await world.post(stranger, word));
  }
  const first = await world.searching(
    { query: word, types: ['POST'], first: 10 },
    viewer,
    'nodes { ... on Post { id } } pageInfo { hasNextPage }',
  );
  expect(first.nodes).toHaveLength(10);
  expect(first.pageInfo.hasNextPage).toBe(true);
  expect(await sees(viewer, ['POST'])).toEqual(shown.sort());
});
