import type { UserId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FeedWorld } from './feed-world.ts';
import { feedWorld } from './feed-world.ts';

let world: FeedWorld;
beforeAll(async () => {
  world = await feedWorld({ FEED_FANOUT_MAX_FOLLOWERS: '2' });
});

/** An author with a follower who reads; a large one has three followers. */
async function followed(size: 'small' | 'large') {
  const author = await world.person();
  const reader = await world.reader();
  await world.follow(reader, author);
  if (size === 'large') for (let n = 0; n < 2; n += 1) await world.follow(await world.reader(), author);
  return { author, reader };
}

describe.each(['small', 'large'] as const)('of a %s account', (size) => {
  test('what comes is told, one thing after another', async () => {
    const { author, reader } = await followed(size);
    await world.post(author);
    const stream = await world.watchFromNow(reader);
    for (let n = 0; n < 3; n += 1) {
      const next = stream.next();
      const postId = await world.post(author);
      expect(await next).toMatchObject({ newCount: 1, item: { post: { id: postId }, reason: 'FOLLOWED' } });
    }
    await stream.stop();
  });

  test('a burst is few events, which count all of it and end with the newest', async () => {
    const { author, reader } = await followed(size);
    const stream = await world.watchFromNow(reader);
    let [count, events] = [0, 0];
    let newest = '';
    const collected = (async () => {
      while (count < 60) {
        const { newCount, item } = await stream.next();
        count += newCount;
        events += 1;
        newest = item.post.id;
      }
    })();
    const ids: string[] = [];
    for (let n = 0; n < 60; n += 1) ids.push(await world.post(author));
    await collected;
    expect([count, newest]).toEqual([60, ids.at(-1)]);
    expect(events).toBeLessThan(60);
    await stream.stop();
  });

  test('a resumed stream tells what was missed, and only that', async () => {
    const { author, reader } = await followed(size);
    const stream = await world.watchFromNow(reader);
    const seen = stream.next();
    await world.post(author);
    const { cursor } = await seen;
    await stream.stop();
    await world.post(author);
    const last = await world.post(author);
    const resumed = world.watch(reader, cursor);
    expect(await resumed.next()).toMatchObject({ newCount: 2, item: { post: { id: last } } });
    const next = resumed.next();
    const live = await world.post(author);
    expect(await next).toMatchObject({ newCount: 1, item: { post: { id: live } } });
    await resumed.stop();
  });
});

test('without a cursor only what comes from now on is told', async () => {
  const { author, reader } = await followed('small');
  const before = await world.post(author);
  const stream = world.watch(reader);
  const first = stream.next();
  let arrived = false;
  void first.then(() => {
    arrived = true;
  });
  await waitFor(async () => {
    await world.post(author);
    return arrived;
  });
  expect((await first).item.post.id).not.toBe(before);
  await stream.stop();
});

test('what a new follow brings along is no news; what comes of it from then on is', async () => {
  const [author, reader] = [await world.person(), await world.reader()];
  await world.post(author);
  const stream = await world.watchFromNow(reader);
  const next = stream.next();
  await world.follow(reader, author);
  const postId = await world.post(author);
  expect(await next).toMatchObject({ newCount: 1, item: { post: { id: postId } } });
  await stream.stop();
});

test('nobody is told of what they may not see, nor of what they follow no longer', async () => {
  const { author, reader } = await followed('small');
  const friend = await world.person();
  await world.follow(reader, friend);
  const stream = await world.watchFromNow(reader);
  const next = stream.next();
  await world.post(author, { visibility: 'PRIVATE' });
  await world.block(author, reader);
  await world.post(author);
  const shown = await world.post(friend);
  expect(await next).toMatchObject({ newCount: 1, item: { post: { id: shown } } });
  await stream.stop();
});

test('own posts and those of groups are told, on every device', async () => {
  const [ada, reader] = [await world.person(), await world.reader()];
  const groupId = await world.group('SECRET');
  await world.join(ada, groupId);
  await world.join(reader, groupId);
  const devices = [await world.watchFromNow(reader), await world.watchFromNow(reader)];
  const told = async (post: () => Promise<string>) => {
    const next = devices.map((device) => device.next());
    const id = await post();
    for (const event of await Promise.all(next)) expect(event).toMatchObject({ item: { post: { id } } });
  };
  await told(() => world.post(reader, { visibility: 'PRIVATE' }));
  await told(() => world.post(ada, { groupId }));
  await Promise.all(devices.map((device) => device.stop()));
});

test('a transaction that began before and ends after the cursor was made is not missed', async () => {
  const { author, reader } = await followed('small');
  let cursor = '';
  // Posts by many at once, cursors in between: whatever the cursor did not show, the stream tells.
  const posts = Array.from({ length: 20 }, () => world.post(author));
  await Promise.all(posts.slice(0, 3));
  const { nodes, liveCursor } = await world.feedOf(reader);
  cursor = liveCursor;
  await Promise.all(posts);
  const shown = nodes.length;
  const stream = world.watch(reader, cursor);
  let count = 0;
  while (shown + count < 20) count += (await stream.next()).newCount;
  expect(shown + count).toBe(20);
  await stream.stop();
});

test('a cursor that is malformed, foreign or ahead is refused, and so is nobody in particular', async () => {
  const { author, reader } = await followed('small');
  await world.post(author);
  const other = await world.reader();
  const { edges } = await world.feedOf(reader);
  const ahead = ahead99(await liveCursorOf(reader));
  for (const after of ['nonsense', await liveCursorOf(other), edges[0].cursor, ahead]) {
    const stream = world.watch(reader, after);
    expect([await stream.next(), await stream.next()]).toEqual(['BAD_CURSOR', 'ended']);
  }
  const stream = world.watch(null);
  expect([await stream.next(), await stream.next()]).toEqual(['UNAUTHENTICATED', 'ended']);
});

const liveCursorOf = async (who: UserId): Promise<string> => (await world.feedOf(who)).liveCursor;

function ahead99(cursor: string): string {
  const [tag, , at] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  return Buffer.from(JSON.stringify([tag, '99999999999:99999999999:', at])).toString('base64url');
}
