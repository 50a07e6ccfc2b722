import type { PostId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { caches } from '@ursa/testkit/subgraph';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { kinds } from '../src/domain/kinds.ts';
import type { ReactionsWorld } from './reactions-world.ts';
import { reactionsWorld } from './reactions-world.ts';

/** The counts that the rows themselves give. */
async function rowsOf({ db }: ReactionsWorld, post: PostId) {
  const { rows } = await db.execute<{ kind: number; count: number }>(sql`
    select kind, count(*)::int as count from reactions where subject_id = ${toUuid(post)} group by kind order by kind
  `);
  return rows.map(({ kind, count }) => ({ kind: kinds[kind - 1], count }));
}

describe.each(Object.keys(caches))('at once, the cache %s', (cache) => {
  test('200 reactions of 50 people to one post: the counts equal the rows', async () => {
    const world = await reactionsWorld(cache);
    const [author, ...people] = (await world.people(51)) as [UserId, ...UserId[]];
    const post = await world.post(author);
    const acts = Array.from({ length: 200 }, (_, n) => {
      const person = people[n % 50] as UserId;
      // Every seventh takes it back; readers in between fill the cache.
      if (n % 7 === 6) return world.unreact(person, post);
      if (n % 11 === 10) void world.see(post, person);
      return world.react(person, post, kinds[(n * 3) % kinds.length]);
    });
    for (const { errors } of await Promise.all(acts)) expect(errors).toEqual([]);

    const rows = await rowsOf(world, post);
    const seen = await world.see(post, author);
    expect(seen.reactionCounts).toEqual(rows);
    const total = rows.filter(({ kind }) => kind !== 'DISLIKE').reduce((sum, { count }) => sum + count, 0);
    expect(seen.reactionCount).toBe(total);

    // The events tell the same story.
    const told = new Map<string, number>();
    for (const { payload } of await world.eventsOf(post)) {
      const { kind, previousKind } = payload as { kind: string; previousKind?: string | null };
      const step = previousKind === undefined ? -1 : 1;
      told.set(kind, (told.get(kind) ?? 0) + step);
      if (previousKind) told.set(previousKind, (told.get(previousKind) ?? 0) - 1);
    }
    for (const { kind, count } of rows) expect(told.get(kind as string)).toBe(count);
  }, 60_000);
});
