import type { MediaId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

/** Media that the viewer may attach, and media that exist but may not be. */
function mediaAre(ready: readonly MediaId[], refused: readonly MediaId[] = []): void {
  world.peers.media = ({ representations }) =>
    representations.map(({ id }) => {
      if (ready.includes(id as MediaId)) return { purpose: 'POST', viewerCanAttach: true };
      return refused.includes(id as MediaId) ? { purpose: 'POST', viewerCanAttach: false } : null;
    });
}

const ofMedia = 'post { id mediaIds }';

describe('media', () => {
  test('are named in order, told in the event, and exchanged by an edit', async () => {
    const ada = await world.person();
    const [one, two, three] = [newId('media'), newId('media'), newId('media')];
    mediaAre([one, two]);
    const mediaIds = [two, one];
    const { post } = await world.mutate('createPost', { body: 'Look', mediaIds }, ada, ofMedia);
    expect(post.mediaIds).toEqual(mediaIds);
    expect((await world.emitted()).at(-1)).toMatchObject({ payload: { mediaIds } });
    // What is shown already is not asked about again.
    mediaAre([three]);
    const change = { postId: post.id, mediaIds: [one, three] };
    expect((await world.mutate('editPost', change, ada, ofMedia)).post.mediaIds).toEqual([one, three]);
    expect((await world.emitted()).at(-1)).toMatchObject({
      type: 'PostEdited',
      payload: { mediaIds: [one, three] },
    });
  });

  test('that are unknown, refused, twice there, malformed or too many are refused with their place', async () => {
    const ada = await world.person();
    const [ready, foreign] = [newId('media'), newId('media')];
    mediaAre([ready], [foreign]);
    const errors = async (...mediaIds: string[]) =>
      (await world.mutate('createPost', { body: 'Look', mediaIds }, ada)).errors;
    expect(await errors(ready, newId('media'))).toMatchObject([
      { __typename: 'NotFoundError', path: ['mediaIds', '1'] },
    ]);
    expect(await errors(foreign)).toMatchObject([{ __typename: 'ForbiddenError', path: ['mediaIds', '0'] }]);
    expect(await errors(ready, ready)).toMatchObject([
      { __typename: 'ValidationError', path: ['mediaIds', '1'] },
    ]);
    expect(await errors('media_1')).toMatchObject([
      { __typename: 'ValidationError', path: ['mediaIds', '0'] },
    ]);
    const eleven = Array.from({ length: 11 }, () => newId('media'));
    expect(await errors(...eleven)).toMatchObject([{ __typename: 'ValidationError', path: ['mediaIds'] }]);
    expect((await world.postsOf(ada, ada)).totalCount).toBe(0);
  });

  test('while their owner is away nothing is published, and the answer says so', async () => {
    const ada = await world.person();
    world.peers.media = () => {
      throw new Error('away');
    };
    const input = { body: 'Look', mediaIds: [newId('media')] };
    const { requestErrors } = await world.mutate('createPost', input, ada);
    expect(requestErrors).toMatchObject([
      { extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'media' } },
    ]);
    expect((await world.postsOf(ada, ada)).totalCount).toBe(0);
  });
});

describe('warnings', () => {
  const warned = 'post { id contentWarning isSensitive editedAt }';

  test('are set, changed and taken away', async () => {
    const ada = await world.person();
    const input = { body: 'Look', contentWarning: ' Spiders ', isSensitive: true };
    const { post } = await world.mutate('createPost', input, ada, warned);
    expect(post).toMatchObject({ contentWarning: 'Spiders', isSensitive: true });
    const change = { postId: post.id, contentWarning: '', isSensitive: false };
    expect((await world.mutate('editPost', change, ada, warned)).post).toMatchObject({
      contentWarning: null,
      isSensitive: false,
      editedAt: expect.any(String),
    });
  });

  test.each(['', ' ', 'x'.repeat(201), 'a\0b'])('%j is none', async (contentWarning) => {
    const ada = await world.person();
    const { errors } = await world.mutate('createPost', { body: 'Look', contentWarning }, ada);
    expect(errors).toMatchObject([{ __typename: 'ValidationError', path: ['contentWarning'] }]);
  });
});
