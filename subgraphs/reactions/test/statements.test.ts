import type { CommentId, PostId, UserId } from '@ursa/ids';
import { caches } from '@ursa/testkit/subgraph';
import { describe, expect, test } from 'vitest';
import { counted, reactionsWorld } from './reactions-world.ts';

describe.each(Object.keys(caches))('what it costs, the cache %s', (cache) => {
  test('counts and viewerReaction of 1, 20 or 100 subjects: one statement', async () => {
    const world = await reactionsWorld(cache, { events: false });
    const [ada, ben, eve] = (await world.people(3)) as [UserId, UserId, UserId];
    await world.block(ben, eve);
    const posts: PostId[] = [];
    const comments: CommentId[] = [];
    for (let n = 0; n < 100; n += 1) {
      const post = await world.post(ada);
      posts.push(post);
      comments.push(await world.comment(post, ada));
    }
    for (const subject of [...posts.slice(0, 10), ...comments.slice(0, 10)]) {
      await world.react(ben, subject, 'LOVE');
      await world.react(eve, subject, 'FIRE');
    }
    for (const subjects of [posts, comments]) {
      for (const size of [1, 20, 100]) {
        const { value, statements } = await world.statements.record(() =>
          world.entities(subjects.slice(0, size), counted, ben),
        );
        expect(value).toHaveLength(size);
        expect(value[0]).toEqual({
          reactionCount: 1,
          reactionCounts: [{ kind: 'LOVE', count: 1 }],
          viewerReaction: 'LOVE',
        });
        expect(statements).toHaveLength(1);
        expect(statements[0]).not.toMatch(/count\(/);
      }
    }
    const withLists = `${counted} reactions(first: 3) { totalCount liveCursor nodes { kind reactor { id } } }`;
    for (const size of [1, 20, 100]) {
      const { value, statements } = await world.statements.record(() =>
        world.entities(posts.slice(0, size), withLists, ben),
      );
      expect(value[0].reactions.totalCount).toBe(1);
      expect(statements).toHaveLength(3);
    }
  }, 60_000);

  test('a reaction: six statements, the transaction and its answer included', async () => {
    const world = await reactionsWorld(cache, { events: false });
    const [ada, ben] = (await world.people(2)) as [UserId, UserId];
    const post = await world.post(ada);
    const { statements } = await world.statements.record(() => world.react(ben, post));
    // begin, access, reaction and counter, event, commit; the subject with its new counts.
    expect(statements).toHaveLength(6);
    const query = 'mutation ($input: ReactInput!) { react(input: $input) { reaction { id kind } } }';
    const input = { subjectId: post, kind: 'WOW' };
    const alone = await world.statements.record(() => world.ask(query, { input }, ben));
    expect(alone.value.react.reaction).toMatchObject({ kind: 'WOW' });
    expect(alone.statements).toHaveLength(5);
  });
});
