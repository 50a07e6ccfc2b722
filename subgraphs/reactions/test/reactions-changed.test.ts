import type { PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { caches } from '@ursa/testkit/subgraph';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReactionsWorld } from './reactions-world.ts';
import { reactionsWorld } from './reactions-world.ts';

const coalesceMs = 250;

describe.each(Object.keys(caches))('watching reactions, the cache %s', (cache) => {
  let world: ReactionsWorld;
  let ada: UserId;
  let people: UserId[];
  let post: PostId;
  beforeAll(async () => {
    world = await reactionsWorld(cache);
    [ada, ...people] = (await world.people(21)) as [UserId, ...UserId[]];
  });

  /** A stream that has begun: an event that this viewer caused has come. */
  async function watching(viewer: UserId) {
    const events: { cursor: string; subject: { reactionCount: number; viewerReaction: string | null } }[] =
      [];
    const stream = world.watch(post, viewer);
    const reading = (async () => {
      for (;;) {
        const event = await stream.next();
        if (typeof event === 'string') return event;
        events.push(event);
      }
    })();
    await waitFor(() => world.live.watchedChannels > 0);
    return { events, reading, stop: () => stream.stop() };
  }

  test('tells a change with the counts as they are', async () => {
    post = await world.post(ada);
    const { events, stop } = await watching(ada);
    await waitFor(async () => {
      await world.react(people[0] as UserId, post, events.length % 2 ? 'LIKE' : 'LOVE');
      return events.length > 0;
    });
    expect(events[0]).toMatchObject({
      cursor: expect.any(String),
      subject: { id: post, reactionCount: 1, viewerReaction: null },
    });
    await stop();
  });

  test('tells a burst in few events, and the last one is true', async () => {
    post = await world.post(ada);
    const { events, stop } = await watching(ada);
    const startedAt = performance.now();
    for (let round = 0; round < 10; round += 1) {
      const kind = round % 2 ? 'LIKE' : 'WOW';
      await Promise.all(people.map((person) => world.react(person, post, kind)));
    }
    await Promise.all(people.slice(0, 5).map((person) => world.unreact(person, post)));
    const truth = await world.see(post, ada);
    expect(truth.reactionCount).toBe(15);
    await waitFor(() => expect(events.at(-1)?.subject).toMatchObject({ ...truth }));
    const most = Math.ceil((performance.now() - startedAt) / coalesceMs) + 1;
    expect(events.length).toBeLessThanOrEqual(most);
    await stop();
  }, 30_000);

  test('resumes with one event for all that was missed, and with none where nothing was', async () => {
    post = await world.post(ada);
    await world.react(ada, post);
    const { liveCursor } = await world.list(post, ada);
    for (const person of people.slice(0, 3)) await world.react(person, post, 'FIRE');
    const stream = world.watch(post, ada, liveCursor);
    const missed = await stream.next();
    expect(missed.subject).toMatchObject({ reactionCount: 4, viewerReaction: 'LIKE' });
    await stream.stop();

    const again = world.watch(post, ada, missed.cursor);
    const next = again.next();
    await waitFor(() => world.live.watchedChannels > 0);
    await world.unreact(ada, post);
    expect((await next).subject).toMatchObject({ reactionCount: 3, viewerReaction: null });
    await again.stop();
  });

  test.each([
    ['a block', () => world.block(ada, people[0] as UserId), () => world.unblock(ada, people[0] as UserId)],
    ['a narrower audience', () => world.narrow(post, ada, 'PRIVATE'), async () => {}],
    ['a deletion', () => world.deletePost(post, ada), async () => {}],
  ])('ends with %s, at the latest in place of the next event', async (_, close, open) => {
    post = await world.post(ada);
    const { events, reading } = await watching(people[0] as UserId);
    await close();
    await world.react(ada, post);
    expect(await reading).toBe('NOT_FOUND');
    expect(events).toEqual([]);
    await open();
  });

  test('shows neither missing nor malformed subjects, nor a cursor of another', async () => {
    post = await world.post(ada);
    const { liveCursor } = await world.list(await world.post(ada), ada);
    expect(await world.watch(newId('post'), ada).next()).toBe('NOT_FOUND');
    expect(await world.watch('nonsense', ada).next()).toBe('BAD_USER_INPUT');
    expect(await world.watch(post, ada, liveCursor).next()).toBe('BAD_CURSOR');
    expect(await world.watch(post, ada, 'nonsense').next()).toBe('BAD_CURSOR');
  });
});
