import type { PostId, UserId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { caches } from '@ursa/testkit/subgraph';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { deletePost } from '../src/domain/delete-post.ts';
import type { PostChange } from '../src/domain/edit-post.ts';
import { editPost } from '../src/domain/edit-post.ts';
import { postText } from '../src/domain/post-text.ts';
import { loaders } from '../src/loaders/index.ts';
import type { KeptPost } from '../src/loaders/kept-post.ts';
import { posts } from '../src/tables/index.ts';
import { postsWorld } from './posts-world.ts';

type World = Awaited<ReturnType<typeof postsWorld>>;

const all = `id body visibility createdAt editedAt entities { __typename start end } replyPolicy contentWarning
  isSensitive author { id } group { id } quotedPost { id } revisions { totalCount }`;

async function see(world: World, id: PostId, viewer: UserId | null, selection = all) {
  return (await world.entities('Post', [{ id }], selection, viewer))[0];
}

/** Changes a post as a mutation does whose process dies right after the commit: no cache is told of it. */
async function change(world: World, id: PostId, what: PostChange | 'delete' | string): Promise<void> {
  const text = typeof what === 'string' && what !== 'delete' ? await textOf(world, what) : undefined;
  await world.db.transaction(async (tx) => {
    const [post] = await tx.select().from(posts).where(eq(posts.id, id)).for('update');
    if (!post) throw new Error('There is no such post.');
    if (what === 'delete') await deletePost(tx, post);
    else await editPost(tx, post, typeof what === 'string' ? { text } : what);
  });
}

async function textOf({ db }: World, body: string) {
  const text = await postText(body, { viewer: null, db, ask: async () => [] });
  if (!text.ok) throw new Error('This is no text.');
  return text.value;
}

/** What the cache holds of a post; undefined: nothing. Asking leaves nothing in it. */
const held = async ({ services }: World, id: PostId) =>
  (await services.posts.getMany([id], async () => new Map())).get(id);

describe.each(Object.keys(caches))('posts, the cache %s', (cache) => {
  let world: World;
  let ada: UserId;
  let ben: UserId;
  beforeAll(async () => {
    world = await postsWorld({}, { cache });
    [ada, ben] = [await world.person(), await world.person()];
  });
  const publish = async (by = ada, body = 'Hello #world') => (await world.publish(by, body)) as PostId;

  test('read the same from the tables and from the cache, to the millisecond', async () => {
    const id = await publish();
    await world.mutate('editPost', { postId: id, body: 'Hello again #world' }, ada);
    const [first, second] = [await see(world, id, ben), await see(world, id, ben)];
    expect(second).toEqual(first);
    const [row] = await world.db.select().from(posts).where(eq(posts.id, id));
    expect([row?.createdAt.toISOString(), row?.editedAt?.toISOString()]).toEqual([
      new Date(second.createdAt).toISOString(),
      new Date(second.editedAt).toISOString(),
    ]);
  });

  test('are read from it where it is on, and never where it is off', async () => {
    const id = await publish();
    const kept: KeptPost = {
      ...{ body: 'From the cache', entities: [], createdAt: new Date(0).toISOString(), editedAt: null },
      ...{
        revisionCount: 0,
        mediaIds: [],
        quotedPostId: null,
        quotedAuthorId: null,
        replyPolicy: 'EVERYONE',
      },
      ...{ contentWarning: null, isSensitive: false },
    };
    await world.services.posts.invalidate([id]);
    await world.services.posts.getMany([id], async () => new Map([[id, kept]]));
    const body = cache === 'off' ? 'Hello #world' : 'From the cache';
    expect(await see(world, id, ben)).toMatchObject({ body });
  });

  test('an edit is seen by everybody when it is answered', async () => {
    const id = await publish();
    for (const body of ['Once', 'Twice', 'Thrice']) {
      await see(world, id, ben);
      await world.mutate('editPost', { postId: id, body }, ada);
      expect(await see(world, id, ben, 'body')).toEqual({ body });
      expect(await see(world, id, null, 'body')).toEqual({ body });
    }
  });

  test('a narrower audience, or the end, hides a post when it is answered', async () => {
    const [shut, gone] = [await publish(), await publish()];
    for (const id of [shut, gone]) await see(world, id, ben);
    await world.mutate('editPost', { postId: shut, visibility: 'PRIVATE' }, ada);
    await world.mutate('deletePost', { postId: gone }, ada, 'deletedPostId');
    expect(await see(world, shut, ben)).toBeNull();
    expect(await see(world, gone, ada)).toBeNull();
    expect(await see(world, shut, ada)).toMatchObject({ visibility: 'PRIVATE' });
  });

  test('readers and an editor at once leave nothing old behind', async () => {
    const id = await publish();
    let seen = 0;
    for (let edit = 1; edit <= 20; edit += 1) {
      const looks = Array.from({ length: 5 }, () => see(world, id, ben, 'body'));
      const answer = world.mutate('editPost', { postId: id, body: `${edit}` }, ada, 'post { body }');
      looks.push(...Array.from({ length: 5 }, () => see(world, id, null, 'body')));
      for (const { body } of await Promise.all(looks))
        expect([`${edit}`, `${seen || 'Hello #world'}`]).toContain(body);
      expect((await answer).post.body).toBe(`${edit}`);
      expect(await see(world, id, ben, 'body')).toEqual({ body: `${edit}` });
      seen = edit;
    }
  });

  test('what others do with a post is exact at once', async () => {
    const id = await publish();
    const counts = 'repostCount quoteCount viewerHasReposted';
    expect(await see(world, id, ben, counts)).toEqual({
      repostCount: 0,
      quoteCount: 0,
      viewerHasReposted: false,
    });
    await world.mutate('repost', { postId: id }, ben);
    await world.mutate('createPost', { body: 'Look', quotedPostId: id }, ben);
    expect(await see(world, id, ben, counts)).toEqual({
      repostCount: 1,
      quoteCount: 1,
      viewerHasReposted: true,
    });
    expect(await see(world, id, null, counts)).toEqual({
      repostCount: 1,
      quoteCount: 1,
      viewerHasReposted: false,
    });
  });

  test('are forgotten with the event, should the process die before its answer', async () => {
    const id = await publish();
    await see(world, id, ben);
    expect((await held(world, id))?.body).toBe(cache === 'off' ? undefined : 'Hello #world');
    await change(world, id, 'Changed');
    await waitFor(async () => expect(await held(world, id)).toBeUndefined());
  });

  test('are neither kept nor taken inside a transaction', async () => {
    const id = await publish();
    await world.services.posts.invalidate([id]);
    const { db, services } = world;
    await db.transaction(async (tx) => {
      const ask = async () => [];
      await tx.update(posts).set({ body: 'Not yet' }).where(eq(posts.id, id));
      const inside = loaders({ viewer: ben, db: tx as typeof db, ask, services });
      expect(await inside.postById.load(id)).toMatchObject({ body: 'Not yet' });
      expect(await held(world, id)).toBeUndefined();
    });
  });
});

describe.each(Object.keys(caches))('while nothing tells the cache %s of a change', (cache) => {
  test('nobody is shown a post they may not see, that is gone, or an older one', async () => {
    const world = await postsWorld({}, { cache, events: false });
    const [ada, ben] = [await world.person(), await world.person()];
    const id = (await world.publish(ada)) as PostId;
    for (const viewer of [ada, ben, null]) await see(world, id, viewer);
    await change(world, id, 'Changed');
    for (const viewer of [ada, ben, null])
      expect(await see(world, id, viewer)).toMatchObject({ body: 'Changed' });
    await change(world, id, { visibility: 'PRIVATE' });
    expect([await see(world, id, ben), await see(world, id, null)]).toEqual([null, null]);
    expect(await see(world, id, ada)).toMatchObject({ body: 'Changed', visibility: 'PRIVATE' });
    await change(world, id, 'delete');
    expect(await see(world, id, ada)).toBeNull();
  });
});

test('while Redis is away everything is read, and edits go on', async () => {
  const world = await postsWorld({ CACHE: 'on', REDIS_URL: 'redis://127.0.0.1:1' });
  const [ada, ben] = [await world.person(), await world.person()];
  const id = (await world.publish(ada)) as PostId;
  expect(await see(world, id, ben)).toMatchObject({ body: 'Hello' });
  await world.mutate('editPost', { postId: id, body: 'Changed' }, ada);
  expect(await see(world, id, ben)).toMatchObject({ body: 'Changed' });
});
