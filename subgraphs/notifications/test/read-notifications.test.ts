import type { NotificationId, UserId } from '@ursa/ids';
import { newId, retype, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NotificationsWorld } from './notifications-world.ts';
import { fields, notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

/** Somebody with so many notifications, and their ids, latest first. */
async function popular(count: number): Promise<{ ada: UserId; ids: NotificationId[] }> {
  const ada = await world.person();
  for (let n = 0; n < count; n += 1) await world.follow(await world.person(), ada);
  const { nodes } = (await world.inbox(ada)).notifications;
  return { ada, ids: nodes.map(({ id }: { id: NotificationId }) => id) };
}
const unread = async (who: UserId) => (await world.inbox(who)).unreadNotificationCount;
/** Which of the notifications are read, latest first. */
const read = async (who: UserId): Promise<boolean[]> =>
  (await world.inbox(who)).notifications.nodes.map(
    ({ readAt }: { readAt: string | null }) => readAt !== null,
  );
const readEvents = async (who: UserId) =>
  (await world.emitted()).filter(({ type, aggregate }) => type === 'NotificationsRead' && aggregate === who);

describe('markNotificationsRead', () => {
  test('marks some, and the payload counts what is left', async () => {
    const { ada, ids } = await popular(4);
    expect(await world.mark(ada, { notificationIds: [ids[0], ids[2]] })).toEqual({
      viewer: { id: retype(ada, 'viewer'), unreadNotificationCount: 2 },
      errors: [],
    });
    expect(await read(ada)).toEqual([true, false, true, false]);
  });

  test('marks one and all that came before it', async () => {
    const { ada, ids } = await popular(4);
    const { viewer } = await world.mark(ada, { upTo: ids[1] });
    expect(viewer.unreadNotificationCount).toBe(1);
    expect(await read(ada)).toEqual([false, true, true, true]);
    await world.mark(ada, { upTo: ids[3], notificationIds: [ids[0]] });
    expect(await read(ada)).toEqual([true, true, true, true]);
  });

  test('is told once, and repeating it changes nothing', async () => {
    const { ada, ids } = await popular(2);
    await world.mark(ada, { upTo: ids[0] });
    const { nodes } = (await world.inbox(ada)).notifications;
    await world.mark(ada, { upTo: ids[0] });
    expect((await world.inbox(ada)).notifications.nodes).toEqual(nodes);
    expect(await readEvents(ada)).toHaveLength(1);
  });

  test("leaves other people's notifications alone, and marks the viewer's own among them", async () => {
    const [{ ada, ids }, other] = [await popular(1), await popular(1)];
    const { viewer, errors } = await world.mark(ada, { notificationIds: [...other.ids, ...ids] });
    expect([viewer.unreadNotificationCount, errors]).toEqual([0, []]);
    expect(await read(other.ada)).toEqual([false]);
    expect(await readEvents(other.ada)).toEqual([]);
    expect((await world.mark(ada, { upTo: other.ids[0] })).errors).toMatchObject([
      { __typename: 'NotFoundError', path: ['upTo'] },
    ]);
  });

  test('refuses nothing, too many, and malformed ids with their places', async () => {
    const { ada, ids } = await popular(1);
    const refusal = async (input: object) => {
      const { viewer, errors } = await world.mark(ada, input);
      expect(viewer).toBeNull();
      return [errors[0].__typename, errors[0].path];
    };
    const many = Array.from({ length: 101 }, () => newId('notification'));
    expect(await refusal({})).toEqual(['ValidationError', null]);
    expect(await refusal({ notificationIds: [] })).toEqual(['ValidationError', null]);
    expect(await refusal({ notificationIds: many })).toEqual(['ValidationError', ['notificationIds']]);
    expect(await refusal({ notificationIds: [ids[0], 'x'] })).toEqual([
      'ValidationError',
      ['notificationIds', '1'],
    ]);
    expect(await refusal({ notificationIds: [ids[0]], upTo: ada })).toEqual(['ValidationError', ['upTo']]);
    expect(await refusal({ notificationIds: [ids[0]], upTo: newId('notification') })).toEqual([
      'NotFoundError',
      ['upTo'],
    ]);
    expect(await read(ada)).toEqual([false]);
    expect(await world.mark(ada, { notificationIds: [...many.slice(0, 99), ids[0]] })).toMatchObject({
      errors: [],
    });
    expect(await read(ada)).toEqual([true]);
    expect(await world.mark(null, { upTo: ids[0] })).toEqual({ codes: ['UNAUTHENTICATED'] });
  });

  test('50 at once under one key mark once; another input under it is a conflict', async () => {
    const { ada, ids } = await popular(2);
    const input = { upTo: ids[1], clientMutationId: 'k1' };
    const all = await Promise.all(Array.from({ length: 50 }, () => world.mark(ada, input)));
    for (const answer of all) expect(answer).toEqual(all[0]);
    expect(await readEvents(ada)).toHaveLength(1);
    expect((await world.mark(ada, { ...input, upTo: ids[0] })).errors).toMatchObject([
      { __typename: 'ConflictError' },
    ]);
    expect(await read(ada)).toEqual([false, true]);
  });

  test('what arrives meanwhile stays unread', async () => {
    const { ada, ids } = await popular(3);
    const arrivals = Array.from({ length: 5 }, async () => world.follow(await world.person(), ada));
    await Promise.all([...arrivals, world.mark(ada, { upTo: ids[0] })]);
    expect(await unread(ada)).toBe(5);
  });
});

test('unread ones are counted up to 100', async () => {
  const { ada } = await popular(1);
  // 104 more, as their events would leave them.
  await world.db.execute(sql`
    insert into notifications (id, recipient_id, sequence, kind, subject_id, day, actor_count, created_at, updated_at)
    select gen_random_uuid(), recipient_id, nth, kind, nth, day, 1, now(), now()
    from notifications, generate_series(2, 105) as nth where recipient_id = ${toUuid(ada)}`);
  await world.db.execute(sql`
    insert into notification_actors select id, recipient_id, 0, now() from notifications
    where recipient_id = ${toUuid(ada)} on conflict do nothing`);
  await world.db.execute(sql`update epochs set epoch = epoch + 1`);
  expect(await unread(ada)).toBe(100);
  const { nodes } = (await world.inbox(ada)).notifications;
  await world.mark(ada, { notificationIds: nodes.slice(0, 5).map(({ id }: { id: string }) => id) });
  expect(await unread(ada)).toBe(100);
  await world.mark(ada, { notificationIds: [nodes[5].id] });
  expect(await unread(ada)).toBe(99);
});

describe('Viewer.notifications', () => {
  test('pages through each once, latest first, from either end, while more arrive', async () => {
    const { ada, ids } = await popular(7);
    const forward: string[] = [];
    for (let after = ''; ; ) {
      const { notifications: page } = await world.inbox(ada, { args: `(first: 3${after})` });
      forward.push(...page.nodes.map(({ id }: { id: string }) => id));
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
      await world.follow(await world.person(), ada);
    }
    expect(forward).toEqual(ids);
    const backward: string[] = [];
    for (let before = ''; ; ) {
      const { notifications: page } = await world.inbox(ada, { args: `(last: 3${before})` });
      backward.unshift(...page.nodes.map(({ id }: { id: string }) => id));
      if (!page.pageInfo.hasPreviousPage) break;
      before = `, before: "${page.pageInfo.startCursor}"`;
    }
    expect(backward.slice(2)).toEqual(ids);
  });

  test.each([
    ['first: 101', 'BAD_USER_INPUT'],
    ['last: -1', 'BAD_USER_INPUT'],
    ['after: "nonsense"', 'BAD_CURSOR'],
  ])('(%s) is refused', async (args, code) => {
    expect(await world.inbox(await world.person(), { args: `(${args})` })).toEqual({ codes: [code] });
  });

  test("another person's cursor, or a live one, is refused", async () => {
    const [{ ada }, other] = [await popular(1), await popular(1)];
    const { notifications } = await world.inbox(other.ada);
    for (const after of [notifications.edges[0].cursor, (await world.inbox(ada)).notifications.liveCursor]) {
      expect(await world.inbox(ada, { args: `(after: "${after}")` })).toEqual({ codes: ['BAD_CURSOR'] });
    }
  });

  test('the actors of one page like any list', async () => {
    const { ada, ids } = await popular(1);
    const actors = async (args: string) =>
      (await world.entities('Notification', ids, `actors${args} { nodes { id } edges { cursor } }`, ada))[0]
        .actors;
    const { nodes, edges } = await actors('');
    expect(nodes).toHaveLength(1);
    expect((await actors(`(after: "${edges[0].cursor}")`)).nodes).toEqual([]);
    expect((await actors('(first: 0)')).nodes).toEqual([]);
  });
});

test('100 notifications of as many people cost the statements of one', async () => {
  const { ada, ids } = await popular(100);
  const cost = async (work: () => Promise<unknown>) =>
    (await world.statements.record(work)).statements.length;
  const page = (size: number) => cost(() => world.inbox(ada, { args: `(first: ${size})` }));
  // The first asks anew how many are unread, once.
  await page(1);
  // Where the list stands, the list, how many are unread, who did it, and who of them is hidden.
  expect([await page(1), await page(20), await page(100)]).toEqual([5, 5, 5]);
  const byId = (size: number) => cost(() => world.entities('Notification', ids.slice(0, size), fields, ada));
  expect([await byId(1), await byId(20), await byId(100)]).toEqual([3, 3, 3]);
});
