import { PostDeleted } from '@ursa/events/contracts';
import type { CommentId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { onPostDeleted } from '../src/consumers/on-post-deleted.ts';
import type { CommentsWorld } from './comments-world.ts';
import { commentsWorld, idsIn } from './comments-world.ts';

let world: CommentsWorld;
beforeAll(async () => {
  world = await commentsWorld();
});

test('a comment without replies goes entirely; a second time there is none', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  const id = await world.add(ada, postId);
  expect(await world.remove(ada, id)).toEqual({ comment: null, deletedCommentId: id, errors: [] });
  expect(await world.comment(id, ada)).toBeNull();
  expect(await world.commentsOf(postId, ada)).toMatchObject({
    commentCount: 0,
    comments: { totalCount: 0, nodes: [] },
  });
  expect((await world.eventsOf(postId)).at(-1)).toMatchObject({
    type: 'CommentDeleted',
    sequence: 2,
    payload: { commentId: id, postId, authorId: ada },
  });
  const again = await world.remove(ada, id);
  expect(again).toMatchObject({ deletedCommentId: null, errors: [{ __typename: 'NotFoundError' }] });
  expect(again).toEqual(await world.remove(ada, newId('comment')));
  expect((await world.remove(ada, 'comment_1' as CommentId)).errors).toMatchObject([
    { __typename: 'ValidationError', path: ['commentId'] },
  ]);
  expect(await world.remove(null, id)).toEqual({ codes: ['UNAUTHENTICATED'] });
});

test('the same deletion repeated under its key gets the first answer', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  const input = { commentId: await world.add(ada, postId), clientMutationId: 'k1' };
  const remove = () => world.mutate('deleteComment', input, ada, 'deletedCommentId');
  const first = await remove();
  expect(first).toEqual({ deletedCommentId: input.commentId, errors: [] });
  expect(await remove()).toEqual(first);
});

test('one with replies stays as a hollow, without text, author and entities', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const id = await world.add(bob, postId, 'Secret #tag');
  const reply = await world.add(ada, postId, 'Reply', id);
  const hollow = { id, body: null, author: null };
  expect(await world.remove(bob, id)).toEqual({ comment: hollow, deletedCommentId: id, errors: [] });
  expect(await world.comment(id, bob)).toMatchObject({
    ...hollow,
    replyCount: 1,
    viewerCanEdit: false,
    viewerCanDelete: false,
  });
  expect(await world.entities('Comment', [id], 'entities { start }', ada)).toEqual([{ entities: [] }]);
  const { rows } = await world.db.execute(sql`select body, entities from comments where id = ${toUuid(id)}`);
  expect(rows).toEqual([{ body: '', entities: [] }]);
  expect(await world.commentsOf(postId, ada, '', 'id body')).toMatchObject({
    commentCount: 1,
    comments: { totalCount: 1, nodes: [{ id, body: null }] },
  });
  expect(await world.comment(reply, ada)).toMatchObject({ parent: { id } });
});

test('hollows vanish with the last reply that stands under them, all the way up', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  const top = await world.add(ada, postId, 'top');
  const middle = await world.add(ada, postId, 'middle', top);
  const [left, right] = [
    await world.add(ada, postId, 'left', middle),
    await world.add(ada, postId, 'right', middle),
  ];
  const shape = async () => {
    const { commentCount, comments } = await world.commentsOf(postId, ada);
    const standing = await Promise.all([top, middle, left, right].map((id) => world.comment(id, ada)));
    return {
      commentCount,
      totalCount: comments.totalCount,
      standing: standing.map((comment) => comment !== null),
    };
  };
  await world.remove(ada, middle);
  await world.remove(ada, top);
  expect(await shape()).toEqual({ commentCount: 2, totalCount: 1, standing: [true, true, true, true] });
  // The answer that is a hollow is none to be counted, but stands in the list.
  expect(await world.repliesOf(top, ada)).toMatchObject({ replyCount: 0, replies: { totalCount: 1 } });
  await world.remove(ada, left);
  expect(await shape()).toEqual({ commentCount: 1, totalCount: 1, standing: [true, true, false, true] });
  await world.remove(ada, right);
  expect(await shape()).toEqual({ commentCount: 0, totalCount: 0, standing: [false, false, false, false] });
});

test('a comment that is not deleted outlives its last reply', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  const parent = await world.add(ada, postId);
  const reply = await world.add(ada, postId, 'Reply', parent);
  await world.remove(ada, reply);
  expect(await world.comment(parent, ada)).toMatchObject({ body: 'Hello', replyCount: 0 });
  expect(await world.repliesOf(parent, ada)).toMatchObject({ replies: { totalCount: 0, nodes: [] } });
});

test('a post takes its whole thread along, hollows too, and nothing can be added any more', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const top = await world.add(bob, postId);
  const reply = await world.add(ada, postId, 'Reply', top);
  await world.remove(bob, top);
  await world.deletePost(postId, ada);
  expect(await world.comment(reply, ada)).toBeNull();
  expect(await world.comment(top, ada)).toBeNull();
  expect(await world.commentsOf(postId, ada)).toEqual({ commentCount: null, comments: null });
  const { rows } = await world.db.execute(
    `select 1 from comments join threads using (post_id) where is_closed`,
  );
  expect(rows).toEqual([]);
  const { errors } = await world.mutate('addComment', { postId, body: 'Late' }, ada);
  expect(errors).toMatchObject([{ __typename: 'NotFoundError', path: ['postId'] }]);
});

test('a post deleted while many comment on it leaves none of them', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  const add = (n: number) => world.mutate('addComment', { postId, body: `${n}` }, ada);
  await add(0);
  const [answers] = await Promise.all([
    Promise.all(Array.from({ length: 30 }, (_, n) => add(n + 1))),
    world.deletePost(postId, ada),
  ]);
  // Each was added before the post went, and went with it, or came too late; nothing in between.
  for (const { comment, errors } of answers) {
    if (comment === null && errors.length > 0)
      expect(errors).toMatchObject([{ __typename: 'NotFoundError' }]);
    else expect(errors).toEqual([]);
  }
  const { rows } = await world.db.execute(sql`
    select comment_count, (select count(*)::int from comments where post_id = ${toUuid(postId)}) as left_over
    from threads where post_id = ${toUuid(postId)}`);
  expect(rows).toEqual([{ comment_count: 0, left_over: 0 }]);
});

test.each([0, 1])(
  'who comments while the post of %i comments is going waits, and finds it gone',
  async (count) => {
    const ada = await world.person();
    const postId = await world.post(ada);
    for (let n = 0; n < count; n += 1) await world.add(ada, postId);
    const [going, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const deletion = world.db.transaction(async (tx) => {
      const event = PostDeleted.create(postId, { postId, authorId: ada });
      await onPostDeleted.handle(
        { ...event, sequence: 2 },
        { tx, log: console, signal: AbortSignal.timeout(10_000) },
      );
      going.resolve();
      await gone.promise;
    });
    await going.promise;
    const late = world.mutate('addComment', { postId, body: 'Late' }, ada);
    const waiting = sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await waitFor(async () => (await world.db.execute(waiting)).rows.length > 0);
    gone.resolve();
    await deletion;
    expect((await late).errors).toMatchObject([{ __typename: 'NotFoundError', path: ['postId'] }]);
    const { rows } = await world.db.execute(sql`select 1 from comments where post_id = ${toUuid(postId)}`);
    expect(rows).toEqual([]);
  },
);

test('50 parallel deletions of one comment delete it once', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  await world.add(ada, postId, 'Stays');
  const id = await world.add(ada, postId);
  const answers = await Promise.all(Array.from({ length: 50 }, () => world.remove(ada, id)));
  expect(answers.filter(({ deletedCommentId }) => deletedCommentId === id)).toHaveLength(1);
  expect(await world.commentsOf(postId, ada)).toMatchObject({ commentCount: 1, comments: { totalCount: 1 } });
  expect((await world.eventsOf(postId)).filter(({ type }) => type === 'CommentDeleted')).toHaveLength(1);
});

test('counts are exact after 100 parallel additions, replies, deletions and edits', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  const tops: CommentId[] = [];
  for (let n = 0; n < 10; n += 1) tops.push(await world.add(ada, postId, `${n}`));
  const replyTo = (parentId: CommentId) => world.mutate('addComment', { postId, body: 'r', parentId }, ada);
  const doings = tops.flatMap((top, at) => [
    ...Array.from({ length: 6 }, () => () => replyTo(top)),
    () => world.mutate('addComment', { postId, body: 'more' }, ada),
    () => world.mutate('addComment', { postId, body: 'more' }, ada),
    () => world.mutate('editComment', { commentId: top, body: `edited ${at}` }, ada),
    ...(at % 2 ? [() => world.remove(ada, top)] : [() => replyTo(top)]),
  ]);
  expect(doings).toHaveLength(100);
  await Promise.all(doings.map((doing) => doing()));

  const { rows } = await world.db.execute<{ id: string; replies: number; children: number }>(`
    select parent.reply_count as replies, parent.child_count as children,
      (select count(*)::int from comments where parent_id = parent.id and deleted_at is null) as counted_replies,
      (select count(*)::int from comments where parent_id = parent.id) as counted_children
    from comments parent`);
  for (const { replies, children, ...counted } of rows) {
    expect(counted).toEqual({ counted_replies: replies, counted_children: children });
  }
  const { commentCount, comments } = await world.commentsOf(postId, ada, '(first: 100)');
  expect(comments.totalCount).toBe(idsIn(comments).length);
  const standing = await world.db.execute(
    sql`select 1 from comments where post_id = ${toUuid(postId)} and deleted_at is null`,
  );
  expect(commentCount).toBe(standing.rows.length);
  const events = await world.eventsOf(postId);
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, at) => at + 1));
});
