import type { UserId } from '@ursa/ids';
import { retype } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NotificationsWorld } from './notifications-world.ts';
import { notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

const kinds = [
  ...[
    'FOLLOW',
    'FOLLOW_REQUEST',
    'FOLLOW_ACCEPTED',
    'COMMENT',
    'REPLY',
    'MENTION',
    'REACTION',
    'REPOST',
    'QUOTE',
  ],
  ...['GROUP_JOIN_REQUEST', 'GROUP_INVITATION', 'GROUP_JOINED', 'GROUP_ROLE'],
];
const preferencesOf = async (of: UserId, viewer: UserId | null = of) => {
  const selection = 'notificationPreferences { kind channels }';
  const [{ notificationPreferences }] = await world.entities(
    'Viewer',
    [retype(of, 'viewer')],
    selection,
    viewer,
  );
  return notificationPreferences;
};
const choose = (viewer: UserId | null, preferences: object[], more: object = {}) =>
  world.act(viewer, 'updateNotificationPreferences', 'viewer { notificationPreferences { kind channels } }', {
    preferences,
    ...more,
  });

test('at first everybody is told of everything in the app and by push', async () => {
  const ada = await world.person();
  expect(await preferencesOf(ada)).toEqual(kinds.map((kind) => ({ kind, channels: ['IN_APP', 'PUSH'] })));
  expect(await preferencesOf(ada, await world.person())).toBeNull();
  expect(await preferencesOf(ada, null)).toBeNull();
});

test('what is chosen holds for the kinds that are named, and can be chosen again', async () => {
  const ada = await world.person();
  const { viewer, errors } = await choose(ada, [
    { kind: 'REACTION', channels: [] },
    { kind: 'MENTION', channels: ['MAIL', 'IN_APP'] },
  ]);
  expect(errors).toEqual([]);
  const chosen: Record<string, string[]> = { REACTION: [], MENTION: ['IN_APP', 'MAIL'] };
  expect(viewer.notificationPreferences).toEqual(
    kinds.map((kind) => ({ kind, channels: chosen[kind] ?? ['IN_APP', 'PUSH'] })),
  );
  await choose(ada, [{ kind: 'MENTION', channels: ['IN_APP', 'PUSH'] }]);
  expect(
    (await preferencesOf(ada)).find(({ kind }: { kind: string }) => kind === 'MENTION').channels,
  ).toEqual(['IN_APP', 'PUSH']);
});

describe('a kind that is not wanted in the app', () => {
  test('is in no list, count, stream and node, and cannot be marked; and is back once it is wanted', async () => {
    const [ada, bob] = [await world.person(), await world.person()];
    await world.follow(bob, ada);
    const before = await world.inbox(ada);
    const [{ id }] = before.notifications.nodes;
    await choose(ada, [{ kind: 'FOLLOW', channels: ['PUSH'] }]);
    expect(await world.inbox(ada)).toMatchObject({
      unreadNotificationCount: 0,
      notifications: { nodes: [] },
    });
    expect(await world.entities('Notification', [id], 'id', ada)).toEqual([null]);
    expect((await world.mark(ada, { upTo: id })).errors).toMatchObject([{ __typename: 'NotFoundError' }]);
    const stream = world.watch(ada, before.notifications.liveCursor);
    await world.follow(await world.person(), ada);
    await world.post(bob, 'PUBLIC', [ada]);
    expect((await stream.next()).notification.kind).toBe('MENTION');
    await stream.stop();
    expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 1 });
    await choose(ada, [{ kind: 'FOLLOW', channels: ['IN_APP'] }]);
    expect(await world.inbox(ada)).toMatchObject({ unreadNotificationCount: 3 });
  });
});

test('nothing, the same kind twice and nobody are refused, and nothing is changed', async () => {
  const ada = await world.person();
  const all = kinds.map((kind) => ({ kind, channels: ['IN_APP', 'PUSH'] }));
  const none = { kind: 'FOLLOW', channels: [] };
  expect(await choose(ada, [])).toMatchObject({
    viewer: null,
    errors: [{ __typename: 'ValidationError', path: ['preferences'] }],
  });
  expect(await choose(ada, [none, none])).toMatchObject({
    viewer: null,
    errors: [{ __typename: 'ValidationError', path: ['preferences', '1', 'kind'] }],
  });
  expect(await choose(ada, [{ kind: 'NEWS', channels: [] }])).toEqual({ codes: ['BAD_USER_INPUT'] });
  expect(await choose(null, [none])).toEqual({ codes: ['UNAUTHENTICATED'] });
  expect(await preferencesOf(ada)).toEqual(all);
});

test('a repeated choice changes nothing, another one under its key is a conflict', async () => {
  const ada = await world.person();
  const key = { clientMutationId: 'k' };
  const first = await choose(ada, [{ kind: 'FOLLOW', channels: [] }], key);
  expect(await choose(ada, [{ kind: 'FOLLOW', channels: [] }], key)).toEqual(first);
  expect((await choose(ada, [{ kind: 'FOLLOW', channels: ['MAIL'] }], key)).errors).toMatchObject([
    { __typename: 'ConflictError' },
  ]);
});
