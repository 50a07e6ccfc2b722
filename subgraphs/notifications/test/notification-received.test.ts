import type { UserId } from '@ursa/ids';
import { liveChannel } from '@ursa/live';
import { liveCursor } from '@ursa/pagination';
import { waitFor } from '@ursa/testkit';
import { beforeAll, expect, test } from 'vitest';
import type { NotificationsWorld } from './notifications-world.ts';
import { notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

const liveCursorOf = async (who: UserId): Promise<string> =>
  (await world.inbox(who)).notifications.liveCursor;

test('every notification arrives, in order, as the list shows it', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const stream = await world.watchFromNow(ada);
  await world.follow(bob, ada);
  await world.post(bob, 'PUBLIC', [ada]);
  const events = [await stream.next(), await stream.next()];
  const { nodes, liveCursor: head } = (await world.inbox(ada)).notifications;
  expect(events.map(({ notification }) => notification)).toEqual(nodes.toReversed());
  expect(events[1].cursor).toBe(head);
  await stream.stop();
});

test('without a cursor only what comes from now on arrives', async () => {
  const ada = await world.person();
  await world.follow(await world.person(), ada);
  const [{ id: before }] = (await world.inbox(ada)).notifications.nodes;
  const stream = world.watch(ada);
  const first = stream.next();
  let arrived = false;
  void first.then(() => {
    arrived = true;
  });
  await waitFor(async () => {
    await world.follow(await world.person(), ada);
    return arrived;
  });
  expect((await first).notification.id).not.toBe(before);
  await stream.stop();
});

test('a resumed stream brings exactly what was missed, then goes on; marks in between are no notifications', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const stream = await world.watchFromNow(ada);
  await world.follow(bob, ada);
  const { cursor, notification } = await stream.next();
  await stream.stop();

  const postId = await world.post(ada);
  const about = { authorId: bob, postAuthorId: ada };
  const [first, gone, last] = [
    await world.comment(postId, about),
    await world.comment(postId, about),
    await world.comment(postId, about),
  ];
  await world.mark(ada, { notificationIds: [notification.id] });
  await world.deleteComment(postId, gone, bob);

  const resumed = world.watch(ada, cursor);
  const subject = async () => (await resumed.next()).notification.subject.id;
  expect([await subject(), await subject()]).toEqual([first, last]);
  await world.mark(ada, { upTo: notification.id });
  const live = await world.comment(postId, about);
  expect(await subject()).toBe(live);
  await resumed.stop();
});

test('every device gets everything once, in one order, and sees what another has read', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const postId = await world.post(ada);
  const devices = [await world.watchFromNow(ada), await world.watchFromNow(ada)];
  const collected = devices.map(async (device) => {
    const ids: string[] = [];
    while (ids.length < 30) ids.push((await device.next()).notification.id);
    return ids;
  });
  const comment = () => world.comment(postId, { authorId: bob, postAuthorId: ada });
  await Promise.all(Array.from({ length: 30 }, comment));
  const [one, other] = await Promise.all(collected);
  expect(new Set(one).size).toBe(30);
  expect(other).toEqual(one);
  await world.mark(ada, { upTo: one?.at(-1) });
  expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 0 });
  await Promise.all(devices.map((device) => device.stop()));
});

test('nobody gets what is for somebody else, or comes of somebody who is hidden', async () => {
  const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
  const stream = await world.watchFromNow(ada);
  await world.follow(eve, bob);
  await world.block(eve, ada);
  await world.follow(eve, ada);
  await world.mute(ada, bob);
  await world.follow(bob, ada);
  const seen = await world.person();
  await world.follow(seen, ada);
  expect((await stream.next()).notification.actors.nodes).toEqual([{ id: seen }]);
  await stream.stop();
});

test('a cursor that is malformed, foreign or ahead is refused, and so is nobody in particular', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  await world.follow(bob, ada);
  await world.follow(ada, bob);
  const { edges } = (await world.inbox(ada)).notifications;
  const ahead = liveCursor(liveChannel('notifications', ada), 2);
  for (const after of ['nonsense', await liveCursorOf(bob), edges[0].cursor, ahead]) {
    const stream = world.watch(ada, after);
    expect([await stream.next(), await stream.next()]).toEqual(['BAD_CURSOR', 'ended']);
  }
  const stream = world.watch(null);
  expect([await stream.next(), await stream.next()]).toEqual(['UNAUTHENTICATED', 'ended']);
});
