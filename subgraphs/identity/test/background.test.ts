import { waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { refreshTokens, sessions, signingKeys, throttles, usernames } from '../src/tables/index.ts';
import { join, startIdentity } from './support/start-identity.ts';

test('housekeeping rotates keys by age and clears away what is over, and nothing else', async () => {
  const identity = await startIdentity({
    environment: { IDENTITY_HOUSEKEEPING_MS: '20' },
    peers: { profiles: () => [null] },
  });
  const { db, services } = identity;
  const [gone, kept] = [await join(identity), await join(identity)];
  await identity.run({
    query: 'mutation { changeUsername(input: { username: "another_name" }) { errors { message } } }',
    ...gone.as,
  });
  const before = await services.keys.current();
  await db.execute(sql`update ${signingKeys} set activated_at = activated_at - interval '31 days'`);
  await db.execute(sql`update ${usernames} set held_until = held_until - interval '31 days'`);
  await db.execute(sql`update ${throttles} set empty_at = empty_at - interval '2 days'`);
  await db.execute(
    sql`update ${sessions} set expires_at = expires_at - interval '61 days' where id = ${sql.param(gone.as.session, sessions.id)}`,
  );
  await waitFor(async () => {
    expect(await db.$count(throttles)).toBe(0);
    expect(await db.$count(usernames)).toBe(2);
    const left = await db.select().from(sessions);
    expect(left.map(({ id }) => id)).toEqual([kept.as.session]);
    expect(await db.$count(refreshTokens)).toBe(1);
    expect(await db.$count(signingKeys)).toBe(3);
    const [retired] = await db.select().from(signingKeys).where(sql`retired_at is not null`);
    expect(retired?.kid).toBe(before.kid);
  });
  const { errors } = await identity.change('refreshSession', { refreshToken: kept.refreshToken });
  expect(errors).toEqual([]);
});
