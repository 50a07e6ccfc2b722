import { randomBytes } from 'node:crypto';
import type { UserId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendPushes } from '../src/domain/push/send-pushes.ts';
import type { Push, Pushed, PushMessage } from '../src/push/push.ts';
import type { NotificationsWorld } from './notifications-world.ts';
import { notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  // Its own rounds come too seldom to be in the way.
  world = await notificationsWorld({ environment: { NOTIFICATIONS_PUSH_MS: '3600000' } });
});

/** What devices got, and what they answer. */
const got: { to: string; message: PushMessage }[] = [];
const answers = new Map<string, Pushed | Error>();
const push: Push = {
  publicKey: null,
  async send({ endpoint }, message) {
    const answer = answers.get(endpoint) ?? 'sent';
    if (answer instanceof Error) throw answer;
    got.push({ to: endpoint, message });
    return answer;
  },
};
const log = { info() {}, warn() {}, error() {} } as never;
const round = () => sendPushes({ db: world.db, push, log }, new AbortController().signal);
const minutesLater = (minutes: number) =>
  world.db.execute(sql`
    update pushes set due_at = due_at - ${minutes} * interval '1 minute', sent_at = sent_at - ${minutes} * interval '1 minute'`);
beforeEach(async () => {
  got.length = 0;
  answers.clear();
  await world.db.execute(sql`delete from pushes`);
});

async function device(of: UserId): Promise<string> {
  const endpoint = `https://push.example.com/${randomBytes(8).toString('hex')}`;
  const p256dh = Buffer.concat([Buffer.of(4), randomBytes(64)]).toString('base64url');
  const auth = randomBytes(16).toString('base64url');
  await world.act(of, 'registerPushDevice', 'pushDevice { id }', { endpoint, p256dh, auth });
  return endpoint;
}
async function owner() {
  const ada = await world.person();
  const postId = await world.post(ada);
  const react = async () =>
    world.react(await world.person(), { subjectId: postId, postId, subjectAuthorId: ada });
  return { ada, react, postId };
}
const newest = async (of: UserId) => (await world.inbox(of)).notifications.nodes[0];

describe('the devices of somebody', () => {
  test('are told of what is new, each once, in a quiet time however it grows; then again', async () => {
    const { ada, react, postId } = await owner();
    const endpoints = [await device(ada), await device(ada)];
    await react();
    await round();
    const message = {
      kind: 'REACTION',
      subjectId: postId,
      actorCount: 1,
      notificationId: (await newest(ada)).id,
    };
    expect(got).toHaveLength(2);
    for (const to of endpoints) expect(got).toContainEqual({ to, message });
    for (let n = 0; n < 3; n += 1) await react();
    await round();
    await minutesLater(14);
    await round();
    expect(got).toHaveLength(2);
    await minutesLater(2);
    await round();
    await round();
    expect(got.slice(2).map(({ message }) => message.actorCount)).toEqual([4, 4]);
  });

  test('are told once by two processes that look at once', async () => {
    const { ada, react } = await owner();
    await device(ada);
    await react();
    await Promise.all([round(), round(), round()]);
    expect(got).toHaveLength(1);
  });

  test('are told nothing of what is read, hidden, not wanted or gone by then', async () => {
    for (const leave of [
      async (ada: UserId) => world.mark(ada, { upTo: (await newest(ada)).id }),
      async (ada: UserId) => world.block((await newest(ada)).actors.nodes[0].id, ada),
      (ada: UserId, postId: `post_${string}`) => world.deletePost(postId, ada),
      (ada: UserId) =>
        world.act(ada, 'updateNotificationPreferences', 'viewer { id }', {
          preferences: [{ kind: 'REACTION', channels: ['IN_APP'] }],
        }),
    ]) {
      const { ada, react, postId } = await owner();
      await device(ada);
      await react();
      await leave(ada, postId);
      await round();
    }
    expect(got).toEqual([]);
  });

  test('are told of what is wanted by push alone, and not of what is not', async () => {
    const { ada, react } = await owner();
    await device(ada);
    const choose = (channels: string[]) =>
      world.act(ada, 'updateNotificationPreferences', 'viewer { id }', {
        preferences: [{ kind: 'REACTION', channels }],
      });
    await choose(['IN_APP', 'MAIL']);
    await react();
    await round();
    expect(got).toEqual([]);
    await choose(['PUSH']);
    await react();
    await round();
    expect(got).toHaveLength(1);
  });
});

describe('a device', () => {
  test('that is gone is forgotten, with what waits for it; the others are not', async () => {
    const { ada, react } = await owner();
    const [gone, here] = [await device(ada), await device(ada)];
    answers.set(gone, 'gone');
    await react();
    await round();
    const { rows } = await world.db.execute<{ endpoint: string }>(
      sql`select endpoint from push_devices where endpoint in (${gone}, ${here})`,
    );
    expect(rows).toEqual([{ endpoint: here }]);
  });

  test('that cannot be reached is tried again later and later, five times in all', async () => {
    const { ada, react } = await owner();
    const endpoint = await device(ada);
    answers.set(endpoint, new Error('busy'));
    await react();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await round();
      const { rows } = await world.db.execute<{ pause: string; attempts: number }>(
        sql`select extract(epoch from due_at - now()) as pause, attempts from pushes`,
      );
      expect(rows).toMatchObject([{ attempts: attempt }]);
      pauses.push(Number(rows[0]?.pause));
      await world.db.execute(sql`update pushes set due_at = now() - interval '1 second'`);
    }
    for (const [at, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThan(2 * 3 ** at);
      expect(pause).toBeLessThan(8 * 3 ** at);
    }
    await round();
    const { rows } = await world.db.execute(sql`select 1 from pushes where due_at is not null`);
    expect(rows).toEqual([]);
  });

  test('that comes back is told, and one that refuses is not asked again', async () => {
    const { ada, react } = await owner();
    const [back, never] = [await device(ada), await device(ada)];
    answers.set(back, new Error('busy'));
    answers.set(never, 'refused');
    await react();
    await round();
    answers.clear();
    await minutesLater(1);
    await round();
    expect(got.map(({ to }) => to)).toEqual([never, back]);
  });
});

test('by itself it sends soon after the commit', async () => {
  const quick = await notificationsWorld({ environment: { NOTIFICATIONS_PUSH_MS: '20' } });
  const ada = await quick.person();
  const p256dh = Buffer.concat([Buffer.of(4), randomBytes(64)]).toString('base64url');
  const auth = randomBytes(16).toString('base64url');
  const endpoint = 'https://push.example.com/quick';
  await quick.act(ada, 'registerPushDevice', 'pushDevice { id }', { endpoint, p256dh, auth });
  await quick.follow(await quick.person(), ada);
  await waitFor(async () => {
    const { rows } = await quick.db.execute(
      sql`select 1 from pushes where sent_at is not null and due_at is null`,
    );
    return rows.length === 1;
  });
});
