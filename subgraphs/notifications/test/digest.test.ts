import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { onFileEnd, waitFor } from '@ursa/testkit';
import type { PeerQuestion } from '@ursa/testkit/subgraph';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { nextDigest } from '../src/domain/digest/next-digest.ts';
import type { NotificationsWorld } from './notifications-world.ts';
import { notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
let outbox: string;
const asked: PeerQuestion[] = [];
let identityIsAway = false;
const address = (id: unknown) => `${String(id).replace('_', '.')}@ursa.example`;

beforeAll(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'ursa-digest-'));
  onFileEnd(() => rm(outbox, { recursive: true, force: true }));
  world = await notificationsWorld({
    environment: { MAIL_OUTBOX: outbox, NOTIFICATIONS_DIGEST_MS: '20' },
    peers: {
      identity(question) {
        asked.push(question);
        if (identityIsAway) throw new Error('away');
        return question.representations.map(({ id }) => ({ email: address(id) }));
      },
    },
  });
});
beforeEach(() => {
  asked.length = 0;
  identityIsAway = false;
});

const choose = (who: UserId, kind: string, channels: string[]) =>
  world.act(who, 'updateNotificationPreferences', 'viewer { id }', { preferences: [{ kind, channels }] });
const row = async (who: UserId) => {
  const { rows } = await world.db.execute<{ due: boolean; attempts: number; seconds: string }>(sql`
    select due_at <= now() as due, attempts, extract(epoch from due_at - now()) as seconds
    from digests where user_id = ${toUuid(who)}`);
  return rows[0];
};
/** A day passes for somebody; waits until their digest is done with. */
async function nextMorning(who: UserId): Promise<void> {
  // Before now by more than a clock is set back.
  await world.db.execute(sql`
    update digests set due_at = now() - interval '1 second' where user_id = ${toUuid(who)}
  `);
  await waitFor(async () => {
    const digest = await row(who);
    return digest && !digest.due && digest.attempts === 0;
  });
}
/** The letters to somebody, as they were written. */
async function letters(to: UserId): Promise<string[]> {
  const names = (await readdir(outbox)).filter((name) => name.endsWith('.eml'));
  const all = await Promise.all(names.map((name) => readFile(join(outbox, name), 'utf8')));
  return all.filter((letter) => letter.includes(`To: ${address(to)}`));
}

test('who chose mail for a kind gets what is unread of it once a day, and nothing a second time', async () => {
  const ada = await world.person();
  const postId = await world.post(ada);
  await world.follow(await world.person(), ada);
  await choose(ada, 'REACTION', ['IN_APP', 'MAIL']);
  for (let n = 0; n < 3; n += 1)
    await world.react(await world.person(), { subjectId: postId, postId, subjectAuthorId: ada });
  await world.follow(await world.person(), ada);
  await nextMorning(ada);
  const [letter, ...more] = await letters(ada);
  expect(more).toEqual([]);
  expect(letter).toContain('Subject: You have 1 unread notification\r\n');
  expect(letter).toMatch(/- @person_\d+, @person_\d+ and 1 other reacted to something of yours\./);
  expect(letter).not.toContain('followed you');
  expect(asked.map(({ typename, viewer, caller }) => [typename, viewer, caller])).toEqual([
    ['Account', null, 'notifications'],
  ]);
  await nextMorning(ada);
  expect(await letters(ada)).toHaveLength(1);
  expect(asked).toHaveLength(1);
  await world.react(await world.person(), { subjectId: postId, postId, subjectAuthorId: ada });
  await nextMorning(ada);
  expect(await letters(ada)).toHaveLength(2);
});

test('what is read or hidden by then is not mailed, nor who is hidden', async () => {
  const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
  await choose(ada, 'FOLLOW', ['MAIL', 'IN_APP']);
  await choose(ada, 'MENTION', ['MAIL', 'IN_APP']);
  await world.follow(bob, ada);
  await world.mark(ada, { upTo: (await world.inbox(ada)).notifications.nodes[0].id });
  await world.post(eve, 'PUBLIC', [ada]);
  await world.mute(ada, eve);
  await nextMorning(ada);
  expect(await letters(ada)).toEqual([]);
  expect(asked).toEqual([]);
});

test('who wants no mail any more gets none', async () => {
  const ada = await world.person();
  await choose(ada, 'FOLLOW', ['MAIL']);
  await choose(ada, 'FOLLOW', ['IN_APP']);
  expect(await row(ada)).toBeUndefined();
});

test('while identity is away it waits, however long', async () => {
  const ada = await world.person();
  await choose(ada, 'FOLLOW', ['MAIL', 'IN_APP']);
  await world.follow(await world.person(), ada);
  identityIsAway = true;
  await world.db.execute(
    sql`update digests set due_at = now() - interval '1 second' where user_id = ${toUuid(ada)}`,
  );
  await waitFor(async () => {
    const digest = await row(ada);
    return asked.length > 0 && digest?.attempts === 0 && Number(digest.seconds) < 120;
  });
  expect(await letters(ada)).toEqual([]);
  identityIsAway = false;
  await nextMorning(ada);
  expect(await letters(ada)).toHaveLength(1);
});

test('a digest goes out at eight in the morning, UTC', () => {
  const next = (now: string) => nextDigest(new Date(now)).toISOString();
  expect(next('2026-01-31T07:59:59.999Z')).toBe('2026-01-31T08:00:00.000Z');
  expect(next('2026-01-31T08:00:00.000Z')).toBe('2026-02-01T08:00:00.000Z');
  expect(next('2026-12-31T23:00:00.000Z')).toBe('2027-01-01T08:00:00.000Z');
});
