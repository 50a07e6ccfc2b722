import type { Standing, Visibility } from '@ursa/audience';
import { audienceLoaders, mayRead, readable } from '@ursa/audience';
import type { NewEvent } from '@ursa/events';
import {
  ProfileChanged,
  ProfileCreated,
  UserBlocked,
  UserFollowed,
  UserUnblocked,
  UserUnfollowed,
} from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { fromUuid, newId, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audienceWorld } from './audience-world.ts';

const { as, database, deliver, ownerSays } = await audienceWorld();

const visibilities: Visibility[] = ['PUBLIC', 'FOLLOWERS', 'PRIVATE'];
const population = 3;
const somebody = fc.nat(population - 1);
const step = fc.record({
  what: fc.constantFrom('profile', 'follow', 'block'),
  who: somebody,
  whom: somebody,
  /** Private, following, blocking: from this event on, or no longer. */
  is: fc.boolean(),
});
type Step = { what: string; who: number; whom: number; is: boolean };

// The events of a little history in any order of arrival: an event's place in history is its sequence.
const history = fc
  .array(step, { maxLength: 24 })
  .chain((steps) => fc.shuffledSubarray([...steps.entries()], { minLength: steps.length }));

function eventOf({ what, who, whom, is }: Step, people: readonly UserId[]): NewEvent {
  const [id, other] = [people[who] as UserId, people[whom] as UserId];
  if (what === 'profile') {
    const profile = { userId: id, username: id.slice(-20), displayName: 'Somebody', isPrivate: is };
    return (is ? ProfileChanged : ProfileCreated).create(id, profile);
  }
  if (what === 'follow') {
    const edge = { followerId: id, followedId: other };
    return is ? UserFollowed.create(id, { ...edge, approved: false }) : UserUnfollowed.create(id, edge);
  }
  return (is ? UserBlocked : UserUnblocked).create(id, { blockerId: id, blockedId: other });
}

/** How one stands towards another after all of history, as anybody would write it down. */
function standingOf(steps: readonly Step[], viewer: number, author: number): Standing {
  const last = (what: string, who: number, whom?: number) =>
    steps.findLast(
      (one) => one.what === what && one.who === who && (whom === undefined || one.whom === whom),
    );
  const profile = last('profile', author);
  const blocked = last('block', viewer, author)?.is || last('block', author, viewer)?.is;
  return {
    visible: profile !== undefined && !blocked,
    follows: last('follow', viewer, author)?.is ?? false,
    isPrivate: profile?.is ?? true,
    self: viewer === author,
  };
}

test('lists and single things agree, with each other and with history, whatever came to be in whatever order', async () => {
  // The owner knows no more than the projection.
  ownerSays(() => null);
  const authors = Array.from({ length: population }, (_, author) => author);
  const things = authors.flatMap((author) => visibilities.map((visibility) => ({ author, visibility })));
  await fc.assert(
    fc.asyncProperty(history, async (arrivals) => {
      const people = Array.from({ length: population }, () => newId('user'));
      for (const [place, one] of arrivals) await deliver(eventOf(one, people), place + 1);
      const steps = arrivals.toSorted(([a], [b]) => a - b).map(([, one]) => one);

      for (const [at, viewer] of people.entries()) {
        const { rows } = await database.db.execute<{ author_id: string; visibility: Visibility }>(sql`
          select author_id, visibility
          from unnest(
            ${sql.param(things.map(({ author }) => toUuid(people[author] as UserId)))}::uuid[],
            ${sql.param(things.map(({ visibility }) => visibility))}::text[]
          ) as thing(author_id, visibility)
          where ${readable(viewer, { authorId: sql`thing.author_id`, visibility: sql`thing.visibility` })}`);
        const listed = new Set(rows.map((row) => `${fromUuid('user', row.author_id)} ${row.visibility}`));
        const { granted } = audienceLoaders(as(viewer));
        for (const { author, visibility } of things) {
          const authorId = people[author] as UserId;
          const single = await granted({ authorId, visibility });
          const expected = mayRead(standingOf(steps, at, author), visibility);
          expect([single, listed.has(`${authorId} ${visibility}`)]).toEqual([expected, expected]);
        }
      }
    }),
    { numRuns: 60 },
  );
});
