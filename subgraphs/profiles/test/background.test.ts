import { UsernameChanged } from '@ursa/events/contracts';
import { waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { profilesWorld } from './profiles-world.ts';

const world = await profilesWorld({ PROFILES_SETTLE_MS: '20', PROFILES_HOUSEKEEPING_MS: '20' });
const { ask, db, expectExactCounts, join, receive, rowsOf } = world;

test('requests left over by an account gone public are accepted without anybody asking', async () => {
  const shut = await join('shut', { isPrivate: true });
  await db.execute(sql`
    with made as (
      insert into profiles (user_id, username, named_at, account_version, display_name, created_at)
      select gen_random_uuid(), 'waiting_' || n, now(), 1, 'Waiting', now() from generate_series(1, 450) as n
      returning user_id
    )
    insert into follow_requests select made.user_id, profiles.user_id, now()
    from made, profiles where profiles.username = ${shut.username}`);
  await ask(shut, 'mutation { updateProfile(input: { isPrivate: false }) { user { id } } }');
  const counted = 'query ($username: String!) { user(username: $username) { followerCount } }';
  await waitFor(async () => {
    expect(await ask(null, counted, { username: shut.username })).toEqual({ user: { followerCount: 450 } });
  });
  await expectExactCounts();
});

test('names that point on no longer are cleared away, the others are kept', async () => {
  for (const person of [await join('ada'), await join('bob')]) {
    const change = {
      userId: person.id,
      username: `${person.username}_new`,
      previousUsername: person.username,
    };
    await receive(UsernameChanged.create(person.id, change));
  }
  expect(await rowsOf('former_usernames')).toBe(2);
  await db.execute(
    sql`update former_usernames set expires_at = now() - interval '1 second' where username like 'ada%'`,
  );
  await waitFor(async () => expect(await rowsOf('former_usernames')).toBe(1));
});
