import type { PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { caches } from '@ursa/testkit/subgraph';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReactionsWorld } from './reactions-world.ts';
import { reactionsWorld } from './reactions-world.ts';

describe.each(Object.keys(caches))('reacting, the cache %s', (cache) => {
  let world: ReactionsWorld;
  let ada: UserId;
  let ben: UserId;
  let post: PostId;
  beforeAll(async () => {
    world = await reactionsWorld(cache);
    [ada, ben] = (await world.people(2)) as [UserId, UserId];
  });
  const fresh = async () => {
    post = await world.post(ada);
  };

  test('counts, and shows the viewer their own', async () => {
    await fresh();
    const { reaction, subject, errors } = await world.react(ben, post, 'LOVE');
    expect(errors).toEqual([]);
    expect(reaction).toEqual({
      id: expect.stringMatching(/^reaction_/),
      kind: 'LOVE',
      reactor: { id: ben },
      createdAt: expect.stringMatching(/Z$/),
    });
    const counts = { reactionCount: 1, reactionCounts: [{ kind: 'LOVE', count: 1 }] };
    expect(subject).toEqual({ id: post, ...counts, viewerReaction: 'LOVE' });
    expect(await world.see(post, ben)).toEqual({ ...counts, viewerReaction: 'LOVE' });
    expect(await world.see(post, ada)).toEqual({ ...counts, viewerReaction: null });
    expect(await world.see(post, null)).toEqual({ ...counts, viewerReaction: null });
  });

  test('replaces the reaction the viewer had, under the same id', async () => {
    await fresh();
    const first = await world.react(ben, post, 'LIKE');
    const second = await world.react(ben, post, 'WOW');
    expect(second.reaction).toMatchObject({ id: first.reaction.id, kind: 'WOW' });
    expect(second.subject).toMatchObject({ reactionCount: 1, reactionCounts: [{ kind: 'WOW', count: 1 }] });
    const events = await world.eventsOf(post);
    expect(events.map(({ type, payload }) => [type, payload])).toMatchObject([
      ['Reacted', { kind: 'LIKE', previousKind: null, reactorId: ben, subjectAuthorId: ada, postId: post }],
      ['Reacted', { kind: 'WOW', previousKind: 'LIKE' }],
    ]);
  });

  test('is repeatable: the same again changes nothing and tells nobody', async () => {
    await fresh();
    const answers = [await world.react(ben, post), await world.react(ben, post)];
    expect(answers[1]).toEqual(answers[0]);
    expect(await world.eventsOf(post)).toHaveLength(1);
  });

  test('is taken back, and taking back is repeatable', async () => {
    await fresh();
    await world.react(ada, post, 'LIKE');
    await world.react(ben, post, 'SAD');
    const gone = { id: post, reactionCount: 1, reactionCounts: [{ kind: 'LIKE', count: 1 }] };
    expect(await world.unreact(ben, post)).toEqual({
      subject: { ...gone, viewerReaction: null },
      errors: [],
    });
    expect(await world.unreact(ben, post)).toEqual({
      subject: { ...gone, viewerReaction: null },
      errors: [],
    });
    const events = await world.eventsOf(post);
    expect(events.map(({ type }) => type)).toEqual(['Reacted', 'Reacted', 'ReactionRemoved']);
    expect(events[2]?.payload).toEqual({
      subjectId: post,
      postId: post,
      subjectAuthorId: ada,
      reactorId: ben,
      kind: 'SAD',
    });
    expect((await world.react(ben, post, 'FIRE')).subject).toMatchObject({ reactionCount: 2 });
  });

  test('counts dislikes by kind, and in no total', async () => {
    await fresh();
    await world.react(ben, post, 'DISLIKE');
    await world.react(ada, post, 'LIKE');
    const kinds = [
      { kind: 'LIKE', count: 1 },
      { kind: 'DISLIKE', count: 1 },
    ];
    expect(await world.see(post, ben)).toEqual({
      reactionCount: 1,
      reactionCounts: kinds,
      viewerReaction: 'DISLIKE',
    });
  });

  test('works the same on comments', async () => {
    await fresh();
    const comment = await world.comment(post, ada);
    const { subject } = await world.react(ben, comment, 'THANKS');
    expect(subject).toMatchObject({ id: comment, reactionCount: 1, viewerReaction: 'THANKS' });
    expect((await world.eventsOf(comment))[0]?.payload).toMatchObject({ subjectId: comment, postId: post });
    expect(await world.see(post, ben)).toMatchObject({ reactionCount: 0, viewerReaction: null });
  });

  test('happens once for its clientMutationId', async () => {
    await fresh();
    const calls = Array.from({ length: 20 }, () => world.react(ben, post, 'LIKE', 'key-1'));
    const answers = await Promise.all(calls);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await world.eventsOf(post)).toHaveLength(1);
    const other = await world.react(ben, post, 'WOW', 'key-1');
    expect(other).toMatchObject({ reaction: null, subject: null, errors: [{ __typename: 'ConflictError' }] });
    expect(await world.see(post, ben)).toMatchObject({ viewerReaction: 'LIKE' });
  });

  test('needs a viewer', async () => {
    await fresh();
    expect(await world.react(null, post)).toEqual({ codes: ['UNAUTHENTICATED'] });
    expect(await world.unreact(null, post)).toEqual({ codes: ['UNAUTHENTICATED'] });
  });

  test.each([
    ['no id', 'nonsense'],
    ['the id of a person', newId('user')],
    ['a post id with a wrong ending', 'post_x'],
  ])('refuses %s', async (_, subjectId) => {
    const refused = {
      subject: null,
      errors: [
        {
          __typename: 'ValidationError',
          message: 'This is not the id of a post or comment.',
          path: ['subjectId'],
        },
      ],
    };
    expect(await world.react(ben, subjectId)).toEqual({ reaction: null, ...refused });
    expect(await world.unreact(ben, subjectId)).toEqual(refused);
  });

  test('refuses a kind that is none', async () => {
    await fresh();
    expect(await world.react(ben, post, 'PIZZA')).toEqual({ codes: ['BAD_USER_INPUT'] });
  });
});
