import type { CommentId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { PeerQuestion } from '@ursa/testkit/subgraph';
import { caches } from '@ursa/testkit/subgraph';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ReactionsWorld, Visibility } from './reactions-world.ts';
import { away, reactionsWorld, reactorsIn } from './reactions-world.ts';

const hidden = { reactionCount: null, reactionCounts: null, viewerReaction: null };

describe.each(Object.keys(caches))('who sees reactions, the cache %s', (cache) => {
  let world: ReactionsWorld;
  let ada: UserId;
  let zoe: UserId;
  let fan: UserId;
  let stranger: UserId;
  beforeAll(async () => {
    world = await reactionsWorld(cache);
    ada = await world.person();
    zoe = await world.person({ isPrivate: true });
    fan = await world.person();
    stranger = await world.person();
    await world.follow(fan, ada);
    await world.follow(fan, zoe);
  });
  afterEach(() => world.reset());

  /** Everything that somebody gets of a subject, by every way that leads to it. */
  async function everyWay(subject: PostId | CommentId, reaction: string, viewer: UserId | null) {
    const ways = {
      seen: await world.see(subject, viewer),
      list: await world.list(subject, viewer),
      node: await world.reaction(reaction, viewer),
      react: viewer && (await world.react(viewer, subject, 'WOW')),
      unreact: viewer && (await world.unreact(viewer, subject)),
    };
    const stream = world.watch(subject, viewer);
    // One that is let in says nothing: then this waits in vain.
    const first = await stream.next();
    await stream.stop();
    return JSON.parse(JSON.stringify({ ...ways, first }).replaceAll(subject, '<id>'));
  }

  const audiences: [string, Visibility, (who: { ada: UserId; zoe: UserId }) => UserId, string[]][] = [
    ['an open account, PUBLIC', 'PUBLIC', (who) => who.ada, ['fan', 'stranger', 'nobody']],
    ['an open account, FOLLOWERS', 'FOLLOWERS', (who) => who.ada, ['fan']],
    ['an open account, PRIVATE', 'PRIVATE', (who) => who.ada, []],
    ['a private account, PUBLIC', 'PUBLIC', (who) => who.zoe, ['fan']],
    ['a private account, FOLLOWERS', 'FOLLOWERS', (who) => who.zoe, ['fan']],
  ];
  test.each(audiences)(
    '%s: whoever may see the post, and nobody else',
    async (_, visibility, of, allowed) => {
      const author = of({ ada, zoe });
      const post = await world.post(author, visibility);
      const comment = await world.comment(post, author);
      for (const subject of [post, comment]) {
        const { reaction } = await world.react(author, subject, 'LIKE');
        const never = subject === post ? newId('post') : newId('comment');
        for (const [name, viewer] of Object.entries({ fan, stranger, nobody: null })) {
          if (allowed.includes(name)) {
            expect(await world.see(subject, viewer), name).toMatchObject({ reactionCount: 1 });
            expect(reactorsIn(await world.list(subject, viewer)), name).toEqual([author]);
            expect(await world.reaction(reaction.id, viewer), name).toEqual({
              id: reaction.id,
              kind: 'LIKE',
            });
          } else {
            const told = await everyWay(subject, reaction.id, viewer);
            expect(told, name).toEqual(await everyWay(never, newId('reaction'), viewer));
            expect(told).toMatchObject({ seen: hidden, list: null, node: null, first: 'NOT_FOUND' });
            if (viewer)
              expect(told.react.errors[0]).toMatchObject({
                __typename: 'NotFoundError',
                path: ['subjectId'],
              });
          }
        }
        expect(await world.see(subject, author)).toMatchObject({
          reactionCount: 1,
          viewerReaction: 'LIKE',
        });
      }
    },
  );

  test('a block hides the subject both ways, and reactions of the blocked from counts and lists', async () => {
    const [author, blocker, blocked] = (await world.people(3)) as [UserId, UserId, UserId];
    const post = await world.post(author);
    await world.react(author, post, 'LIKE');
    const { reaction } = await world.react(blocked, post, 'FIRE');
    await world.react(blocker, post, 'LIKE');
    await world.block(blocker, blocked);
    for (const [viewer, other] of [
      [blocker, blocked],
      [blocked, blocker],
    ] as const) {
      const seen = await world.see(post, viewer);
      expect(seen.reactionCount).toBe(2);
      const list = await world.list(post, viewer);
      expect(list.totalCount).toBe(2);
      expect(reactorsIn(list)).not.toContain(other);
    }
    expect((await world.see(post, blocker)).reactionCounts).toEqual([{ kind: 'LIKE', count: 2 }]);
    expect(await world.list(post, blocker, '(kind: FIRE)')).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await world.reaction(reaction.id, blocker)).toBeNull();
    expect(await world.reaction(reaction.id, author)).toMatchObject({ kind: 'FIRE' });
    expect(await world.see(post, author)).toMatchObject({ reactionCount: 3 });

    await world.block(author, blocked);
    expect(await world.see(post, blocked)).toEqual(hidden);
    expect((await world.react(blocked, post)).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
    await world.unblock(author, blocked);
    expect(await world.see(post, blocked)).toMatchObject({ viewerReaction: 'FIRE' });
  });

  test('a comment is hidden with its author, also under a post that is not', async () => {
    const [author, commenter, reader] = (await world.people(3)) as [UserId, UserId, UserId];
    const post = await world.post(author);
    const comment = await world.comment(post, commenter);
    await world.react(author, comment);
    expect(await world.see(comment, reader)).toMatchObject({ reactionCount: 1 });
    await world.block(reader, commenter);
    expect(await world.see(comment, reader)).toEqual(hidden);
    expect(await world.see(post, reader)).toMatchObject({ reactionCount: 0 });
  });

  test('asks the owners of what it does not know yet, as the viewer, and lets in who they let in', async () => {
    const [post, comment] = [newId('post'), newId('comment')];
    const asked: PeerQuestion[] = [];
    const answer = (what: object) => (question: PeerQuestion) => {
      asked.push(question);
      return question.representations.map(() => what);
    };
    world.peers.posts = answer({ author: { id: ada } });
    world.peers.comments = answer({ post: { id: post }, author: { id: ada } });
    expect((await world.react(fan, post)).subject).toMatchObject({ id: post, reactionCount: 1 });
    expect((await world.react(fan, comment)).subject).toMatchObject({ id: comment, reactionCount: 1 });
    expect(asked.every(({ viewer }) => viewer === fan)).toBe(true);
    expect((await world.eventsOf(comment))[0]?.payload).toMatchObject({ postId: post, subjectAuthorId: ada });
  });

  test('lets nobody in while the owners are away', async () => {
    const post = await world.post(ada, 'FOLLOWERS');
    const comment = await world.comment(post, ada);
    Object.assign(world.peers, { posts: away, comments: away, profiles: away });
    for (const subject of [post, comment, newId('post'), newId('comment')]) {
      expect(await world.see(subject, stranger)).toEqual(hidden);
      expect((await world.react(stranger, subject)).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
    }
    expect(await world.see(post, fan)).toMatchObject({ reactionCount: 0 });
  });

  test('follows the post when its audience changes', async () => {
    const post = await world.post(ada);
    const comment = await world.comment(post, ada);
    await world.react(stranger, post);
    await world.narrow(post, ada, 'FOLLOWERS');
    for (const subject of [post, comment]) {
      expect(await world.see(subject, stranger)).toEqual(hidden);
      expect(await world.see(subject, fan)).not.toEqual(hidden);
    }
    await world.narrow(post, ada, 'PUBLIC');
    expect(await world.see(post, stranger)).toMatchObject({ viewerReaction: 'LIKE' });
  });

  test("the id of one type leads nowhere under another's prefix", async () => {
    const post = await world.post(ada);
    await world.react(ada, post);
    const forged = `comment_${post.slice('post_'.length)}` as CommentId;
    expect(await world.see(forged, ada)).toEqual(hidden);
    expect((await world.react(ada, forged)).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
  });
});
