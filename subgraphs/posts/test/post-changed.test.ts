import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { beforeAll, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

/** A viewer's stream of a post; `next` answers an event, the code it ended with, or `ended`. */
function watch(id: string, viewer: UserId | null, after: string | null = null) {
  const query = `subscription ($id: ID!, $after: String) {
    postChanged(id: $id, after: $after) { cursor post { id body visibility } } }`;
  const stream = world.subscribe({ query, variables: { id, after }, viewer });
  return {
    async next() {
      const { done, value } = await stream.next();
      if (done) return 'ended';
      // biome-ignore lint/suspicious/noExplicitAny: the event as selected
      return value.errors?.[0]?.extensions?.['code'] ?? (value.data as any).postChanged;
    },
    stop: () => stream.return?.(),
  };
}
const cursorOf = async (id: string, viewer: UserId | null): Promise<string> =>
  (await world.entities('Post', [{ id }], 'liveCursor', viewer))[0].liveCursor;
const edit = (postId: string, viewer: UserId, change: object) =>
  world.mutate('editPost', { postId, ...change }, viewer);

test('every edit arrives with the post as it is now and a cursor', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const id = await world.publish(ada, 'One');
  const stream = watch(id, bob, await cursorOf(id, bob));
  await edit(id, ada, { body: 'Two' });
  const event = await stream.next();
  expect(event).toEqual({
    cursor: expect.any(String),
    post: { id, body: 'Two', visibility: 'PUBLIC' },
  });
  expect(event.cursor).toBe(await cursorOf(id, bob));
  await edit(id, ada, { body: 'Three' });
  expect(await stream.next()).toMatchObject({ post: { body: 'Three' } });
  await stream.stop();
});

test('a resumed stream brings what was missed as one event, and nothing if nothing was', async () => {
  const ada = await world.person();
  const id = await world.publish(ada, 'One');
  const cursor = await cursorOf(id, ada);
  for (const body of ['Two', 'Three']) await edit(id, ada, { body });
  const stream = watch(id, ada, cursor);
  const missed = await stream.next();
  expect(missed).toMatchObject({ post: { body: 'Three' } });
  await stream.stop();
  const again = watch(id, ada, missed.cursor);
  const next = again.next();
  await edit(id, ada, { body: 'Four' });
  expect(await next).toMatchObject({ post: { body: 'Four' } });
  await again.stop();
});

test.each([
  ['a narrower audience', (id: string, ada: UserId) => edit(id, ada, { visibility: 'PRIVATE' })],
  [
    'the deletion',
    (postId: string, ada: UserId) => world.mutate('deletePost', { postId }, ada, 'deletedPostId'),
  ],
])('%s ends the stream at once', async (_, revoke) => {
  const [ada, bob] = [await world.person(), await world.person()];
  const id = await world.publish(ada);
  const stream = watch(id, bob, await cursorOf(id, bob));
  await edit(id, ada, { body: 'Seen' });
  expect(await stream.next()).toMatchObject({ post: { body: 'Seen' } });
  await revoke(id, ada);
  expect([await stream.next(), await stream.next()]).toEqual(['NOT_FOUND', 'ended']);
});

test('a block ends the stream in place of the next event', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const id = await world.publish(ada);
  const stream = watch(id, bob, await cursorOf(id, bob));
  await edit(id, ada, { body: 'Seen' });
  expect(await stream.next()).toMatchObject({ post: { body: 'Seen' } });
  await world.block(ada, bob);
  await edit(id, ada, { body: 'Unseen' });
  expect([await stream.next(), await stream.next()]).toEqual(['NOT_FOUND', 'ended']);
});

test('is not opened on a hidden, unknown or malformed post, or after a cursor of another', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const [hidden, open] = [await world.publish(ada, 'x', 'PRIVATE'), await world.publish(ada)];
  expect(await watch(hidden, bob).next()).toBe('NOT_FOUND');
  expect(await watch(newId('post'), bob).next()).toBe('NOT_FOUND');
  expect(await watch('post_1', bob).next()).toBe('BAD_USER_INPUT');
  for (const after of ['', 'nonsense', await cursorOf(hidden, ada)]) {
    expect(await watch(open, bob, after).next()).toBe('BAD_CURSOR');
  }
  await waitFor(() => world.live.watchedChannels === 0);
});
