import { notifications } from '@subgraph/notifications';
import { posts } from '@subgraph/posts';
import { inProcessBroker, openRabbitBroker } from '@ursa/broker';
import { FollowRequested, PostCreated, ProfileCreated, UserFollowed } from '@ursa/events/contracts';
import { newId } from '@ursa/ids';
import { inProcessLive } from '@ursa/live';
import { createInbox, emit, inboxStatus, outboxStatus, startRelay } from '@ursa/outbox';
import { environment, onFileEnd, waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { removeQueues } from '../processes/rabbit-queues.ts';
import type { Operator } from './operator.ts';
import { installation, operator } from './operator.ts';

// Most of them start a process or two, which load all subgraphs.
vi.setConfig({ testTimeout: 60_000 });

let ops: Operator;
let site: Awaited<ReturnType<typeof installation>>;
beforeAll(async () => {
  site = await installation();
  ops = operator(site.services);
  const { code, output } = await ops('migrate');
  expect([code, output]).toEqual([0, expect.stringContaining('✓ notifications: applied 0000_init')]);
});

test('outbox tells what is not sent, how old it is, and why', async () => {
  const database = site.open('posts');
  const [postId, authorId] = [newId('post'), newId('user')];
  const event = PostCreated.create(postId, { postId, authorId, visibility: 'PUBLIC', mentionedIds: [] });
  await emit(database.db, { ...event, occurredAt: new Date(Date.now() - 300_000).toISOString() });
  expect((await ops('outbox', 'posts', 'comments')).output).toMatch(/posts +1 +5 min +0/);
  // A relay whose consumers do not run is refused, and keeps the reason.
  const relay = startRelay({
    database,
    broker: inProcessBroker(),
    live: inProcessLive(),
    publishes: posts.publishes ?? [],
  });
  await waitFor(async () => (await outboxStatus(database)).stuck.length > 0);
  await relay.stop();
  const { output } = await ops('outbox');
  expect(output).toMatch(/posts was refused:\n.*PostCreated post_\w+ #1, for [\w, ]+, after \d+ attempts: /);
  expect(output).toContain('comments does not run in this process');
  expect(output).toMatch(/identity +0 +0/);

  const [status] = JSON.parse((await ops('outbox', 'posts', '--json')).output);
  expect(status).toMatchObject({
    subgraph: 'posts',
    outbox: { unpublished: 1, stuck: [{ type: 'PostCreated', aggregate: postId, sequence: 1 }] },
    inbox: { pending: 0, dead: 0 },
  });
});

describe('dead-letters', () => {
  /** Events that notifications gave up on. */
  async function given(count: number) {
    const database = site.open('notifications');
    const inbox = createInbox({ database, consumes: notifications.consumes ?? [] });
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const [followerId, followedId] = [newId('user'), newId('user')];
      const {
        consumers: _,
        liveId: __,
        ...event
      } = FollowRequested.create(followerId, { followerId, followedId });
      expect(await inbox.handle({ ...event, payload: {}, sequence: 1 }, { redelivered: false })).toBe('dead');
      ids.push(event.id);
    }
    return { database, ids };
  }
  const remaining = async () =>
    JSON.parse((await ops('dead-letters', 'notifications', '--json')).output).map(
      ({ id }: { id: string }) => id,
    );

  test('are listed with what and why, oldest first', async () => {
    expect((await ops('dead-letters', 'notifications')).output).toBe('✓ notifications gave up on nothing\n');
    const { ids } = await given(3);
    const { output } = await ops('dead-letters', 'notifications');
    expect(output).toContain('notifications gave up on 3 events:');
    expect(output).toMatch(
      new RegExp(`${ids[0]} FollowRequested user_\\w+ #1, 2\\S+Z, after 1 attempts: .*contract`),
    );
    expect(await remaining()).toEqual(ids);
    const { output: first } = await ops('dead-letters', 'notifications', '--json', '--limit', '1');
    expect(JSON.parse(first)).toMatchObject([
      { id: ids[0], attempts: 1, event: { type: 'FollowRequested' } },
    ]);
    expect((await ops('dead-letters', 'notifications', '--discard', 'all')).output).toBe('✓ 3 are gone\n');
  });

  test('are replayed: some, then all; what is not there is told', async () => {
    const { database, ids } = await given(3);
    const some = await ops('dead-letters', 'notifications', '--replay', `${ids[0]},${ids[2]}`);
    expect(some).toMatchObject({ code: 0, output: '✓ 2 are tried again\n' });
    expect(await remaining()).toEqual([ids[1]]);
    expect(await inboxStatus(database)).toMatchObject({ pending: 2, dead: 1 });
    const again = await ops('dead-letters', 'notifications', '--replay', `${ids[0]},${ids[1]}`);
    expect(again).toMatchObject({
      code: 1,
      errors: expect.stringContaining('1 is tried again; no dead letter has'),
    });
    expect(await inboxStatus(database)).toMatchObject({ pending: 3, dead: 0 });
    await database.db.execute(sql`delete from inbox`);
  });

  test('are discarded: some, then all', async () => {
    const { database, ids } = await given(3);
    expect(await ops('dead-letters', 'notifications', '--discard', ids[1] ?? '')).toMatchObject({
      code: 0,
      output: '✓ 1 is gone\n',
    });
    expect(await remaining()).toEqual([ids[0], ids[2]]);
    expect((await ops('dead-letters', 'notifications', '--discard', newId('user'))).code).toBe(1);
    expect((await ops('dead-letters', 'notifications', '--discard', 'all')).output).toBe('✓ 2 are gone\n');
    expect(await inboxStatus(database)).toEqual({ retrying: 0, pending: 0, dead: 0 });
  });
});

test('replay sends what is in range once more, and to one consumer only what it takes', async () => {
  const database = site.open('profiles');
  const [ada, bob] = [newId('user'), newId('user')];
  const profile = ProfileCreated.create(ada, {
    userId: ada,
    username: 'ada',
    displayName: 'Ada',
    isPrivate: false,
  });
  const asked = FollowRequested.create(ada, { followerId: ada, followedId: bob });
  const followed = UserFollowed.create(bob, { followerId: bob, followedId: ada, approved: false });
  await emit(database.db, { ...profile, occurredAt: '2026-01-01T00:00:00.000Z' });
  await emit(database.db, asked);
  await emit(database.db, followed);
  const published = () => database.db.execute(sql`update outbox set published_at = now(), waiting = '{}'`);
  const waiting = async () => {
    const { rows } = await database.db.execute<{ type: string; waiting: string[] }>(
      sql`select type, waiting from outbox where published_at is null order by position`,
    );
    return rows.map((row) => [row.type, row.waiting]);
  };
  const everyone = UserFollowed.consumers;

  await published();
  expect((await ops('replay', 'profiles', '--since', '1h')).output).toBe('✓ 2 events are sent again\n');
  expect(await waiting()).toEqual([
    ['FollowRequested', ['notifications']],
    ['UserFollowed', everyone],
  ]);
  // What waits already is not sent twice.
  expect((await ops('replay', 'profiles', '--since', '1h')).output).toBe('✓ 0 events are sent again\n');

  await published();
  await ops('replay', 'profiles', '--since', '2026-01-01', '--until', '2026-01-02T00:00:00Z');
  expect(await waiting()).toEqual([['ProfileCreated', everyone]]);

  await published();
  await ops('replay', 'profiles', '--since', '2026-01-01', '--to', 'comments', '--aggregate', ada);
  expect(await waiting()).toEqual([['ProfileCreated', ['comments']]]);
});

describe.skipIf(!environment.rabbitmqUrl)('dead-letters on RabbitMQ', () => {
  test('of a subgraph that never ran there fail in one sentence', async () => {
    const services = { RABBITMQ_URL: environment.rabbitmqUrl ?? '', RABBITMQ_PREFIX: 'never_was_' };
    expect(await operator({ ...site.services, ...services })('dead-letters', 'posts')).toMatchObject({
      code: 1,
      errors: '✗ RabbitMQ has no such queue: start the subgraph first, or is RABBITMQ_PREFIX another one?\n',
    });
  });

  test('are listed, replayed and discarded in queue and inbox alike', async () => {
    const url = environment.rabbitmqUrl ?? '';
    const prefix = `ops_${newId('user').slice(-8)}_`;
    onFileEnd(() => removeQueues(url, prefix, ['notifications']));
    const rabbit = operator({ ...site.services, RABBITMQ_URL: url, RABBITMQ_PREFIX: prefix });
    const database = site.open('notifications');
    const inbox = createInbox({ database, consumes: notifications.consumes ?? [] });
    const broker = await openRabbitBroker({ url, settings: { prefix } });
    const consumption = broker.consume({ name: 'notifications', inbox });
    await consumption.ready;
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const [followerId, followedId] = [newId('user'), newId('user')];
      const {
        consumers: _,
        liveId: __,
        ...event
      } = FollowRequested.create(followerId, { followerId, followedId });
      await broker.publish([{ event: { ...event, payload: {}, sequence: 1 }, to: ['notifications'] }]);
      ids.push(event.id);
    }
    await waitFor(async () => (await inboxStatus(database)).dead === 3);
    await consumption.stop();
    await broker.close();

    const listed = async (): Promise<string[]> =>
      JSON.parse((await rabbit('dead-letters', 'notifications', '--json')).output)
        .map(({ id }: { id: string }) => id)
        .sort();
    await waitFor(async () => (await listed()).length === 3, { timeoutMs: 20_000 });
    expect(await listed()).toEqual(ids.toSorted());
    expect((await rabbit('dead-letters', 'notifications', '--replay', ids[0] ?? '')).output).toBe(
      '✓ 1 is tried again\n',
    );
    expect((await rabbit('dead-letters', 'notifications', '--discard', ids[1] ?? '')).output).toBe(
      '✓ 1 is gone\n',
    );
    expect(await listed()).toEqual([ids[2]]);
    expect(await inboxStatus(database)).toMatchObject({ pending: 1, dead: 1 });
  });
});
