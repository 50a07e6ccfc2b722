import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { currentSequence } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import { preferences } from '../tables/index.ts';
import { nextDigest } from './digest/next-digest.ts';
import type { Preference } from './preferences.ts';
import { forgetCounts } from './unread-count.ts';

/** Keeps what somebody chose for some kinds, each given once. */
export async function updatePreferences(
  tx: Tx,
  userId: UserId,
  chosen: readonly Preference[],
): Promise<void> {
  const rows = chosen.map(({ kind, channels }) => ({
    userId,
    kind,
    inApp: channels.includes('IN_APP'),
    push: channels.includes('PUSH'),
    mail: channels.includes('MAIL'),
  }));
  await tx
    .insert(preferences)
    .values(rows)
    .onConflictDoUpdate({
      target: [preferences.userId, preferences.kind],
      set: { inApp: sql`excluded.in_app`, push: sql`excluded.push`, mail: sql`excluded.mail` },
    });
  await keepDigest(tx, userId);
  await forgetCounts(tx, [userId]);
}

/** Somebody who wants mail of any kind gets a digest: of what comes from now on. */
async function keepDigest(tx: Tx, userId: UserId): Promise<void> {
  const me = toUuid(userId);
  await tx.execute(sql`
    insert into digests (user_id, due_at, told_up_to)
    select ${me}::uuid, ${nextDigest(new Date()).toISOString()}, ${await currentSequence(tx, userId)}
    where exists (select 1 from preferences where user_id = ${me} and mail)
    on conflict do nothing
  `);
  await tx.execute(sql`
    delete from digests
    where user_id = ${me} and not exists (select 1 from preferences where user_id = ${me} and mail)
  `);
}
