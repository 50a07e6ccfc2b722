import type { CommentId, PostId, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { caches } from '@ursa/testkit/subgraph';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReactionsWorld } from './reactions-world.ts';
import { reactionsWorld } from './reactions-world.ts';

const hidden = { reactionCount: null, reactionCounts: null, viewerReaction: null };

describe.each(Object.keys(caches))('what is gone, the cache %s', (cache) => {
  let world: ReactionsWorld;
  let ada: UserId;
  let people: UserId[];
  beforeAll(async () => {
    const environment = {
      REACTIONS_SWEEP_MS: '20',
      REACTIONS_SWEEP_BATCH: '3',
      REACTIONS_SWEEP_AGAIN_MS: '20',
    };
    world = await reactionsWorld(cache, { environment });
    [ada, ...people] = (await world.people(8)) as [UserId, ...UserId[]];
  });
  const reactAll = (subject: PostId | CommentId) =>
    Promise.all(people.map((person) => world.react(person, subject)));

  /** How many rows the subjects have in each table. */
  async function left(...subjects: (PostId | CommentId)[]) {
    const ids = sql`any(${sql.param(subjects.map(toUuid))}::uuid[])`;
    const { rows } = await world.db.execute<{ reactions: number; subjects: number; comments: number }>(sql`
      select (select count(*)::int from reactions where subject_id = ${ids}) as reactions,
        (select count(*)::int from subjects where subject_id = ${ids}) as subjects,
        (select count(*)::int from comment_audiences where comment_id = ${ids}) as comments`);
    return rows[0];
  }

  test('a deleted post takes its reactions along, those to its comments too', async () => {
    const [post, other] = [await world.post(ada), await world.post(ada)];
    const comments = [await world.comment(post, ada), await world.comment(post, ada)];
    for (const subject of [post, ...comments, other]) await reactAll(subject);
    await world.deletePost(post, ada);
    for (const subject of [post, ...comments]) {
      expect(await world.see(subject, ada)).toEqual(hidden);
      expect((await world.react(ada, subject)).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
    }
    expect(await left(post, ...comments)).toEqual({ reactions: 0, subjects: 0, comments: 0 });
    expect(await left(other)).toMatchObject({ reactions: 7, subjects: 1 });
    expect(await world.see(other, ada)).toMatchObject({ reactionCount: 7 });
  });

  test('what is left of a large one goes beside the requests, a bounded batch at a time', async () => {
    const post = await world.post(ada);
    await reactAll(post);
    await world.db.execute(sql`insert into reactions (id, subject_id, subject_type, reactor_id, kind, created_at)
      select gen_random_uuid(), ${toUuid(post)}, 'post', gen_random_uuid(), 1, now() from generate_series(1, 1100)`);
    await world.deletePost(post, ada);
    expect((await left(post))?.reactions).toBeGreaterThan(0);
    const count = world.statements.count;
    await waitFor(async () => expect(await left(post)).toMatchObject({ reactions: 0, subjects: 0 }));
    // More than 90 in threes.
    expect(world.statements.count - count).toBeGreaterThan(30);
  });

  test('a deleted comment takes its reactions along and stays unknown', async () => {
    const post = await world.post(ada);
    const comment = await world.comment(post, ada);
    await reactAll(comment);
    await reactAll(post);
    await world.deleteComment(comment, post, ada);
    expect(await world.see(comment, ada)).toEqual(hidden);
    await waitFor(async () => expect(await left(comment)).toMatchObject({ reactions: 0, subjects: 0 }));
    expect(await world.see(post, ada)).toMatchObject({ reactionCount: 7 });
  });

  test('a reaction that was under way at the deletion goes too', async () => {
    const post = await world.post(ada);
    await reactAll(post);
    await world.deletePost(post, ada);
    await waitFor(async () => expect(await left(post)).toMatchObject({ reactions: 0, subjects: 0 }));
    // As a transaction writes it that began before.
    await world.db.execute(sql`insert into reactions (id, subject_id, subject_type, reactor_id, kind, created_at)
      values (${toUuid(newId('reaction'))}, ${toUuid(post)}, 'post', ${toUuid(ada)}, 1, now())`);
    await world.db.execute(sql`insert into subjects (subject_id, post_id, counts)
      values (${toUuid(post)}, ${toUuid(post)}, '{1}')`);
    await waitFor(async () => expect(await left(post)).toMatchObject({ reactions: 0, subjects: 0 }));
  });
});
