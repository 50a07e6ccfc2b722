import { UserUnfollowed } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { beforeAll, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

const visibilities = ['PUBLIC', 'FOLLOWERS', 'PRIVATE'] as const;

/** The audiences whose posts the viewer sees of one author, by every way into this subgraph; they must agree. */
async function seen(authorId: UserId, viewer: UserId | null): Promise<string[]> {
  const ids = await Promise.all(
    visibilities.map((visibility) => world.publish(authorId, visibility, visibility)),
  );
  const byRoot = await Promise.all(ids.map((id) => world.post(id, viewer)));
  const listed = await world.postsOf(authorId, viewer, '(first: 3)');
  const { data } = await world.execute({
    query:
      'query ($posts: [_Any!]!) { _entities(representations: $posts) { ... on Post { id revisions { totalCount } } } }',
    variables: { posts: ids.map((id) => ({ __typename: 'Post', id })) },
    viewer,
  });
  const entities = data?.['_entities'] as ({ id: string } | null)[];
  const inList = new Set(listed?.nodes.map(({ id }: { id: string }) => id));
  const found = visibilities.filter((_, at) => byRoot[at] !== null);
  expect(visibilities.filter((_, at) => entities[at] !== null)).toEqual(found);
  expect(visibilities.filter((_, at) => inList.has(ids[at] ?? ''))).toEqual(found);
  expect((listed?.totalCount ?? 0) % 3 === found.length % 3).toBe(true);
  for (const id of ids) await world.mutate('deletePost', { postId: id }, authorId, 'deletedPostId');
  return found;
}

test('who sees what of whom', async () => {
  const [open, closed] = [await world.person(), await world.person({ isPrivate: true })];
  const [stranger, follower] = [await world.person(), await world.person()];
  const [blocked, blocker] = [await world.person(), await world.person()];
  await world.follow(follower, open);
  await world.follow(follower, closed);
  await world.follow(blocked, open);
  await world.block(open, blocked);
  await world.block(blocker, open);

  expect(await seen(open, open)).toEqual(['PUBLIC', 'FOLLOWERS', 'PRIVATE']);
  expect(await seen(open, follower)).toEqual(['PUBLIC', 'FOLLOWERS']);
  expect(await seen(open, stranger)).toEqual(['PUBLIC']);
  expect(await seen(open, null)).toEqual(['PUBLIC']);
  expect(await seen(open, blocked)).toEqual([]);
  expect(await seen(open, blocker)).toEqual([]);
  expect(await seen(closed, follower)).toEqual(['PUBLIC', 'FOLLOWERS']);
  expect(await seen(closed, stranger)).toEqual([]);
  expect(await seen(closed, null)).toEqual([]);
});

test('to a blocked person an author is nobody at all', async () => {
  const [ada, eve] = [await world.person(), await world.person()];
  await world.publish(ada);
  await world.block(ada, eve);
  expect(await world.postsOf(ada, eve)).toEqual(await world.postsOf(newId('user'), eve));
});

test('what the projection does not know yet, profiles settles: a follow is seen at once', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const id = await world.publish(ada, 'For followers', 'FOLLOWERS');
  world.profilesSays(({ viewer, representations }) =>
    representations.map(() => ({ isPrivate: false, viewerIsFollowing: viewer === bob })),
  );
  expect(await world.post(id, bob)).toMatchObject({ id });
  expect(await world.post(id, await world.person())).toBeNull();
});

test('without an answer of profiles nobody is let in; what is certain stays', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const [forAll, forFollowers] = [await world.publish(ada), await world.publish(ada, 'x', 'FOLLOWERS')];
  world.profilesSays(() => {
    throw new Error('away');
  });
  expect(await world.post(forAll, bob)).toMatchObject({ id: forAll });
  expect(await world.post(forFollowers, bob)).toBeNull();
  world.profilesSays(() => undefined);
});

test('an unfollow closes the door', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const id = await world.publish(ada, 'For followers', 'FOLLOWERS');
  await world.follow(bob, ada);
  expect(await world.post(id, bob)).toMatchObject({ id });
  await world.receive(UserUnfollowed.create(bob, { followerId: bob, followedId: ada }));
  expect(await world.post(id, bob)).toBeNull();
});

test('a list of mixed audiences pages through each post once, from either end', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  await world.follow(bob, ada);
  const ids: string[] = [];
  for (let n = 0; n < 9; n += 1) ids.unshift(await world.publish(ada, `${n}`, visibilities[n % 3]));
  const visible = ids.filter((_, at) => (8 - at) % 3 !== 2);

  const forward: string[] = [];
  for (let after = ''; ; ) {
    const page = await world.postsOf(ada, bob, `(first: 4${after})`);
    forward.push(...page.nodes.map(({ id }: { id: string }) => id));
    if (!page.pageInfo.hasNextPage) break;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
  expect(forward).toEqual(visible);

  const last = await world.postsOf(ada, bob, '(last: 4)');
  expect(last.nodes.map(({ id }: { id: string }) => id)).toEqual(visible.slice(-4));
  const before = await world.postsOf(ada, bob, `(last: 4, before: "${last.pageInfo.startCursor}")`);
  expect(before.nodes.map(({ id }: { id: string }) => id)).toEqual(visible.slice(0, 2));
  expect(before.pageInfo).toMatchObject({ hasPreviousPage: false, hasNextPage: true });
});

test.each([
  ['first: 101', 'BAD_USER_INPUT'],
  ['first: -1', 'BAD_USER_INPUT'],
  ['first: 1, last: 1', 'BAD_USER_INPUT'],
  ['after: "nonsense"', 'BAD_CURSOR'],
])('posts(%s) is refused', async (args, code) => {
  const ada = await world.person();
  const { requestErrors } = await world.postsOf(ada, ada, `(${args})`);
  expect(requestErrors).toMatchObject([{ extensions: { code } }]);
});

test("another person's cursor is refused", async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  await world.publish(ada);
  const { edges } = await world.postsOf(ada, null);
  const { requestErrors } = await world.postsOf(bob, null, `(after: "${edges[0].cursor}")`);
  expect(requestErrors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
});

test('a malformed id is a clear error, an unknown one is nothing', async () => {
  const query = 'query ($id: ID!) { post(id: $id) { id } }';
  const malformed = await world.execute({ query, variables: { id: 'post_1' } });
  expect(malformed.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(await world.execute({ query, variables: { id: newId('post') } })).toEqual({ data: { post: null } });
});

test('100 posts of as many people cost the statements of one, whatever is asked of them', async () => {
  const viewer = await world.person();
  const authors = await Promise.all(Array.from({ length: 100 }, () => world.person()));
  const groupId = await world.group('PUBLIC', ...authors);
  const poll = { choices: ['A', 'B'], durationMinutes: 5 };
  const quotedPostId = await world.publish(viewer);
  const ids = await Promise.all(
    authors.map(async (author, at) => {
      const place = at % 2 ? { groupId } : {};
      const input = { body: 'Hello', poll, quotedPostId, replyPolicy: 'FOLLOWED', ...place };
      return (await world.mutate('createPost', input, author)).post.id;
    }),
  );
  const cost = async (size: number, selection: string) => {
    const query = `query ($posts: [_Any!]!) { _entities(representations: $posts) { ... on Post { ${selection} } } }`;
    const posts = ids.slice(0, size).map((id) => ({ __typename: 'Post', id }));
    const { value, statements } = await world.statements.record(() =>
      world.execute({ query, variables: { posts }, viewer }),
    );
    expect(value.errors).toBeUndefined();
    return statements.length;
  };
  const costs = async (selection: string) => [
    await cost(2, selection),
    await cost(20, selection),
    await cost(100, selection),
  ];
  // The posts with all that says who may see them; then one more for each kind of thing that hangs on them.
  const own = 'id body contentWarning isSensitive group { id } author { id } viewerCanEdit';
  expect(await costs(own)).toEqual([1, 1, 1]);
  const engagement = 'repostCount quoteCount viewerHasReposted viewerHasBookmarked';
  expect(await costs(`${own} ${engagement}`)).toEqual([2, 2, 2]);
  expect(await costs(`${own} poll { viewerChoice choices { voteCount } }`)).toEqual([2, 2, 2]);
  expect(await costs(`${own} quotedPost { id } quotesUnavailablePost`)).toEqual([2, 2, 2]);
  expect(await costs(`${own} viewerCanReply viewerCanDelete`)).toEqual([2, 2, 2]);
  expect(await costs(`${own} revisions(first: 2) { totalCount nodes { body } }`)).toEqual([2, 2, 2]);
});
