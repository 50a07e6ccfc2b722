import type { NewEvent } from '@ursa/events';
import {
  FollowRequestClosed,
  FollowRequested,
  PostCreated,
  PostDeleted,
  ProfileCreated,
  UserMuted,
  UserUnmuted,
} from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { createInbox } from '@ursa/outbox';
import { waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { notifications } from '../src/subgraph.ts';
import type { NotificationsWorld } from './notifications-world.ts';
import { commentAdded, notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

/** The event as it travels, but for its sequence. */
const bare = ({ consumers: _, liveId: __, ...envelope }: NewEvent) => envelope;
/** Sends an event the way its owner's relay does. */
async function publish(event: NewEvent, sequence = 1): Promise<void> {
  const delivery = { event: { ...bare(event), sequence }, to: ['notifications'] };
  const [result] = await world.broker.publish([delivery]);
  expect(result?.refused).toEqual([]);
}
/** Waits until the subgraph says why it has put an event off. */
const putOff = (event: NewEvent) =>
  waitFor(() => world.logged.find((entry) => entry.event === event.id)?.err?.message);
const profile = (userId: UserId) =>
  ProfileCreated.create(userId, { userId, username: 'fresh', displayName: 'Fresh', isPrivate: false });

test('a comment that is ahead of its post waits for it', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = newId('post');
  const comment = commentAdded(postId, { authorId: bob, postAuthorId: ada });
  await publish(comment);
  expect(await putOff(comment)).toContain(postId);
  expect(await world.told(ada)).toEqual([]);
  await publish(
    PostCreated.create(postId, { postId, authorId: ada, visibility: 'PUBLIC', mentionedIds: [] }),
  );
  await waitFor(async () => (await world.told(ada)).length > 0);
  expect(await world.told(ada)).toEqual([['COMMENT', bob, comment.payload.commentId]]);
});

test('a mention that is ahead of its author’s profile waits, and arrives live', async () => {
  const [fresh, bob] = [newId('user'), await world.person()];
  const stream = await world.watchFromNow(bob);
  const postId = newId('post');
  const post = PostCreated.create(postId, {
    postId,
    authorId: fresh,
    visibility: 'PUBLIC',
    mentionedIds: [bob],
  });
  await publish(post);
  expect(await putOff(post)).toContain(fresh);
  await publish(profile(fresh));
  expect((await stream.next()).notification.subject).toEqual({ __typename: 'Post', id: postId });
  await stream.stop();
});

test('the author of a post need not be known to be told', async () => {
  const [fresh, bob] = [newId('user'), await world.person()];
  const postId = await world.post(fresh);
  const commentId = await world.comment(postId, { authorId: bob, postAuthorId: fresh });
  expect(await world.told(fresh)).toEqual([['COMMENT', bob, commentId]]);
  await expect(
    world.comment(postId, { authorId: fresh, postAuthorId: fresh, mentionedIds: [bob] }),
  ).rejects.toThrow('retryInMs');
});

test('a comment on a post that was deleted before it was heard of tells nobody, and does not wait', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = newId('post');
  await publish(PostDeleted.create(postId, { postId, authorId: ada }), 2);
  await waitFor(
    async () => (await world.db.execute(sql`select 1 from post_audiences where is_deleted`)).rows.length,
  );
  await publish(
    PostCreated.create(postId, { postId, authorId: ada, visibility: 'PUBLIC', mentionedIds: [bob] }),
    1,
  );
  const comment = commentAdded(postId, { authorId: bob, postAuthorId: ada });
  await publish(comment);
  await waitFor(async () => {
    const { rows } = await world.db.execute(sql`
      select 1 from inbox where aggregate = ${postId} and handled_at is not null`);
    return rows.length === 3;
  });
  expect([await world.told(ada), await world.told(bob)]).toEqual([[], []]);
  const { rows } = await world.db.execute(sql`select 1 from notifications where post_id is not null
    and subject_id in (${postId}, ${comment.payload.commentId})`);
  expect(rows).toEqual([]);
});

test('what takes something back waits behind what was given up on before it, and takes that along once replayed', async () => {
  const [ada, bob] = [await world.person({ isPrivate: true }), await world.person()];
  const inbox = createInbox({ database: world.database, consumes: notifications.consumes ?? [] });
  const edge = { followerId: bob, followedId: ada };
  const asked = { ...bare(FollowRequested.create(bob, edge)), sequence: 10 };
  const closed = { ...bare(FollowRequestClosed.create(bob, { ...edge, accepted: false })), sequence: 11 };
  const once = { redelivered: false };
  expect(await inbox.handle({ ...asked, payload: {} }, once)).toBe('dead');
  expect(await inbox.handle(closed, once)).toBe('held');
  await inbox.revive([asked]);
  await waitFor(async () => {
    const { rows } = await world.db.execute(
      sql`select 1 from inbox where aggregate = ${bob} and handled_at is null`,
    );
    return rows.length === 0;
  });
  expect(await world.told(ada)).toEqual([]);
});

test('a mute that is heard of after it was lifted mutes nobody', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const inbox = createInbox({ database: world.database, consumes: notifications.consumes ?? [] });
  const pair = { muterId: ada, mutedId: bob };
  const once = { redelivered: false };
  await inbox.handle({ ...bare(UserUnmuted.create(ada, pair)), sequence: 5 }, once);
  await inbox.handle({ ...bare(UserMuted.create(ada, pair)), sequence: 4 }, once);
  await world.follow(bob, ada);
  expect(await world.told(ada)).toEqual([['FOLLOW', bob, bob]]);
  await inbox.handle({ ...bare(UserMuted.create(ada, pair)), sequence: 6 }, once);
  expect(await world.told(ada)).toEqual([]);
});
