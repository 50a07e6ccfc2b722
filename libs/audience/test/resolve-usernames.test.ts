import { notBlocked, resolveUsernames } from '@ursa/audience';
import { ProfileCreated, UserBlocked, UserUnblocked } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { fromUuid, newId } from '@ursa/ids';
import { PeerUnavailable } from '@ursa/subgraph-kit';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { audienceWorld } from './audience-world.ts';

const { as, asked, database, deliver, ownerSays } = await audienceWorld();

let nth = 0;
async function person(): Promise<{ id: UserId; username: string }> {
  const id = newId('user');
  nth += 1;
  const username = `person_${nth}`;
  const state = { userId: id, username, displayName: 'Somebody', isPrivate: false };
  await deliver(ProfileCreated.create(id, state), 1);
  return { id, username };
}
const block = (blockerId: UserId, blockedId: UserId) =>
  deliver(UserBlocked.create(blockerId, { blockerId, blockedId }), 2);

beforeEach(() => ownerSays(() => null));

test('names are found whatever their case, in one statement and without a question', async () => {
  const [viewer, ada, bob] = [await person(), await person(), await person()];
  const before = database.statements.count;
  const found = await resolveUsernames(as(viewer.id), [ada.username.toUpperCase(), bob.username]);
  expect(found).toEqual(
    new Map([
      [ada.username, ada.id],
      [bob.username, bob.id],
    ]),
  );
  expect([database.statements.count - before, asked.length]).toEqual([1, 0]);
});

test('names not known here are asked from profiles, all in one question', async () => {
  const [viewer, fresh] = [await person(), newId('user')];
  ownerSays(({ username }) => (username === 'fresh' ? { id: fresh } : null));
  expect(await resolveUsernames(as(viewer.id), ['fresh', 'nobody'])).toEqual(new Map([['fresh', fresh]]));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({
    viewer: viewer.id,
    representations: [{ username: 'fresh' }, { username: 'nobody' }],
  });
});

test('hidden people have no name, and nobody new has one while profiles is away', async () => {
  const [viewer, blocked, blocker] = [await person(), await person(), await person()];
  await block(viewer.id, blocked.id);
  await block(blocker.id, viewer.id);
  const names = [blocked.username, blocker.username, 'nobody'];
  expect(await resolveUsernames(as(viewer.id), names)).toEqual(new Map());
  ownerSays(() => {
    throw new PeerUnavailable('profiles');
  });
  expect(await resolveUsernames(as(viewer.id), names)).toEqual(new Map());
});

test('no names, no statement', async () => {
  const before = database.statements.count;
  expect(await resolveUsernames(as(null), [])).toEqual(new Map());
  expect(database.statements.count - before).toBe(0);
});

test('lists leave hidden people out, both ways, until the block ends', async () => {
  const [viewer, open, blocked, blocker] = [await person(), await person(), await person(), await person()];
  await block(viewer.id, blocked.id);
  await block(blocker.id, viewer.id);
  const list = async (who: UserId | null) => {
    const { rows } = await database.db.execute<{ user_id: string }>(
      sql`select user_id from people where ${notBlocked(who, sql`people.user_id`)}`,
    );
    return new Set(rows.map((row) => fromUuid('user', row.user_id)));
  };
  const seen = await list(viewer.id);
  expect([open, blocked, blocker].map(({ id }) => seen.has(id))).toEqual([true, false, false]);
  expect((await list(null)).isSupersetOf(new Set([blocked.id, blocker.id]))).toBe(true);

  await deliver(UserUnblocked.create(viewer.id, { blockerId: viewer.id, blockedId: blocked.id }), 3);
  expect((await list(viewer.id)).has(blocked.id)).toBe(true);
});
