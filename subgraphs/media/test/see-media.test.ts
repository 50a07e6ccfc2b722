import type { MediaId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { MediaWorld } from './media-world.ts';
import { mediaWorld } from './media-world.ts';
import { photo } from './samples.ts';

let world: MediaWorld;
let ada: UserId;
let stranger: UserId;
let follower: UserId;
let blocked: UserId;
let jpeg: Buffer;
beforeAll(async () => {
  world = await mediaWorld();
  [ada, stranger, follower, blocked] = [
    await world.person(),
    await world.person(),
    await world.person(),
    await world.person(),
  ];
  await world.follow(follower, ada);
  await world.block(ada, blocked);
  jpeg = await photo();
});
afterEach(() => world.reset());

const image = async (said = {}): Promise<MediaId> => (await world.upload(ada, jpeg, said)).id;
/** Who of all sees a media, by every way in alike. */
async function whoSees(id: MediaId) {
  const lookers = { nobody: null, stranger, follower, blocked, ada };
  const seen: string[] = [];
  for (const [name, viewer] of Object.entries(lookers)) {
    const found = await world.see(id, viewer, 'id url');
    const [entity] = await world.entities([{ id }], 'Media', 'id url', viewer);
    expect(entity).toEqual(found);
    if (found) seen.push(name);
  }
  return seen;
}

test('what no post shows is its owner’s alone', async () => {
  expect(await whoSees(await image())).toEqual(['ada']);
});

test('what is not ready is its owner’s alone, whatever shows it', async () => {
  const { media } = await world.create(ada, jpeg);
  await world.post(ada, [media.id]);
  expect(await whoSees(media.id)).toEqual(['ada']);
});

test.each([
  ['PUBLIC', ['nobody', 'stranger', 'follower', 'ada']],
  ['FOLLOWERS', ['follower', 'ada']],
  ['PRIVATE', ['ada']],
] as const)('what a %s post shows is for whoever sees the post', async (visibility, expected) => {
  const id = await image();
  await world.post(ada, [id], visibility);
  expect(await whoSees(id)).toEqual(expected);
});

test('several posts: one that may be seen is enough, and each change counts', async () => {
  const id = await image();
  const hidden = await world.post(ada, [id], 'PRIVATE');
  const open = await world.post(ada, [id]);
  expect(await whoSees(id)).toContain('stranger');
  await world.edit(open, ada, [id], 'FOLLOWERS');
  expect(await whoSees(id)).toEqual(['follower', 'ada']);
  await world.edit(open, ada, []);
  expect(await whoSees(id)).toEqual(['ada']);
  await world.edit(hidden, ada, [id]);
  expect(await whoSees(id)).toContain('nobody');
  await world.deletePost(hidden, ada);
  expect(await whoSees(id)).toEqual(['ada']);
});

test('on no, posts is asked; without its answer the door stays shut', async () => {
  const id = await image();
  const postId = await world.post(ada, [id], 'FOLLOWERS');
  expect(await world.see(id, stranger, 'id')).toBeNull();
  world.peers.posts = ({ representations, viewer }) =>
    representations.map(() => (viewer === stranger ? { author: { id: ada } } : null));
  expect(await world.see(id, stranger, 'id')).toEqual({ id });
  world.peers.posts = () => {
    throw new Error('away');
  };
  expect(await world.see(id, stranger, 'id')).toBeNull();
  expect(postId).toBeTruthy();
});

test("somebody else's post that names a media shows it to nobody", async () => {
  const id = await image();
  const postId = await world.post(stranger, [id]);
  expect(await whoSees(id)).toEqual(['ada']);
  expect(await shown(postId, [id], follower)).toEqual({ media: [] });
});

const shown = async (postId: PostId, mediaIds: MediaId[], viewer: UserId | null) =>
  (await world.entities([{ id: postId, mediaIds }], 'Post', 'media { id }', viewer))[0];

describe('Post.media', () => {
  test('is in the order of the post, for whoever sees the post', async () => {
    const [one, two] = [await image(), await image()];
    const postId = await world.post(ada, [two, one], 'FOLLOWERS');
    const inOrder = { media: [{ id: two }, { id: one }] };
    expect(await shown(postId, [two, one], follower)).toEqual(inOrder);
    expect(await shown(postId, [two, one], ada)).toEqual(inOrder);
    for (const viewer of [null, stranger, blocked]) {
      expect(await shown(postId, [two, one], viewer)).toEqual({ media: null });
    }
    expect(await shown(postId, [], ada)).toEqual({ media: [] });
  });

  test('does not wait for the event of the post: posts has said what it shows', async () => {
    const [id, postId] = [await image(), newId('post')];
    world.peers.posts = ({ representations }) => representations.map(() => ({ author: { id: ada } }));
    expect(await shown(postId, [id], stranger)).toEqual({ media: [{ id }] });
  });
});

describe('a picture', () => {
  const avatar = async (userId: UserId, viewer: UserId | null) =>
    (await world.entities([{ id: userId }], 'User', 'avatar { id url(variant: THUMBNAIL) }', viewer))[0]
      .avatar;
  const set = (viewer: UserId, mediaId: MediaId | null) =>
    world.mutate('setAvatar', { mediaId }, viewer, 'user { id avatar { id } }');

  test('is for everybody who may see the person', async () => {
    const id = await image({ purpose: 'AVATAR' });
    expect(await set(ada, id)).toEqual({ user: { id: ada, avatar: { id } }, errors: [] });
    for (const viewer of [null, stranger, follower, ada]) {
      expect(await avatar(ada, viewer)).toEqual({ id, url: expect.stringContaining('thumbnail.webp') });
    }
    expect(await avatar(ada, blocked)).toBeNull();
    expect(await avatar(stranger, ada)).toBeNull();
  });

  test('is replaced and taken away', async () => {
    const next = await image({ purpose: 'AVATAR' });
    await set(ada, next);
    expect((await avatar(ada, null)).id).toBe(next);
    expect(await set(ada, null)).toEqual({ user: { id: ada, avatar: null }, errors: [] });
    expect(await avatar(ada, null)).toBeNull();
  });
});

test('only the owner may attach, describe and complete', async () => {
  const id = await image();
  await world.post(ada, [id]);
  expect(await world.see(id, ada, 'viewerCanAttach viewerCanEdit')).toEqual({
    viewerCanAttach: true,
    viewerCanEdit: true,
  });
  expect(await world.see(id, stranger, 'viewerCanAttach viewerCanEdit')).toEqual({
    viewerCanAttach: false,
    viewerCanEdit: false,
  });
  const described = await world.mutate('describeMedia', { mediaId: id, alt: 'mine' }, stranger);
  expect(described.errors).toMatchObject([{ __typename: 'ForbiddenError', path: ['mediaId'] }]);
});
