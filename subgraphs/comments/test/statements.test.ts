import type { CommentId, PostId } from '@ursa/ids';
import { beforeAll, expect, test } from 'vitest';
import type { CommentsWorld } from './comments-world.ts';
import { commentsWorld, fields } from './comments-world.ts';

let world: CommentsWorld;
let posts: PostId[];
let comments: CommentId[];
beforeAll(async () => {
  world = await commentsWorld();
  const ada = await world.person();
  posts = await Promise.all(Array.from({ length: 100 }, () => world.post(ada)));
  comments = [];
  // Under the first post 100 people comment and are answered; every other has one comment.
  for (let n = 0; n < 100; n += 1) {
    const author = await world.person();
    const id = await world.add(author, posts[0] as PostId);
    comments.push(id);
    await world.add(author, posts[0] as PostId, 'reply', id);
    if (n > 0) await world.add(author, posts[n] as PostId);
  }
});

/** How many statements an operation costs at sizes 1, 20 and 100; it must answer without an error. */
async function costs(operation: (size: number) => { query: string; variables: Record<string, unknown> }) {
  const viewer = await world.person();
  const counts: number[] = [];
  for (const size of [1, 20, 100]) {
    const { value, statements } = await world.statements.record(() =>
      world.execute({ ...operation(size), viewer }),
    );
    expect(value.errors).toBeUndefined();
    counts.push(statements.length);
  }
  return counts;
}
const entities = (typename: string, ids: readonly string[], selection: string) => ({
  query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`,
  variables: { of: ids.map((id) => ({ __typename: typename, id })) },
});

test('a page of a post costs the same whatever its size, with replies and counts', async () => {
  const node = `${fields} replies(first: 3) { totalCount nodes { ${fields} } }`;
  const ofPost = (size: number) =>
    entities(
      'Post',
      posts.slice(0, 1),
      `commentCount comments(first: ${size}) { totalCount liveCursor nodes { ${node} } }`,
    );
  expect(await costs(ofPost)).toEqual([7, 7, 7]);
});

test('counts and first comments of many posts cost those of one', async () => {
  const ofPosts = (size: number) =>
    entities('Post', posts.slice(0, size), 'commentCount comments(first: 2) { totalCount nodes { id } }');
  expect(await costs(ofPosts)).toEqual([3, 3, 3]);
});

test('many comments by id cost those of one', async () => {
  const ofComments = (size: number) => entities('Comment', comments.slice(0, size), fields);
  expect(await costs(ofComments)).toEqual([4, 4, 4]);
});
