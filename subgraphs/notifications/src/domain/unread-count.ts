import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { and, isNull, sql } from 'drizzle-orm';
import { notifications } from '../tables/index.ts';
import { visibleNotifications } from './visible-notifications.ts';

/** More than this many unread ones are not counted. */
export const unreadCap = 100;

type Kept = { unread: number | null; version: string | null; epoch: string };

/** How many notifications somebody has not read and may see, up to the cap: one row, counted anew where unknown. */
export async function unreadCount(tx: Tx, recipientId: UserId): Promise<number> {
  const { rows } = await tx.execute<Kept>(sql`
    select epochs.epoch, kept.version, case when kept.epoch = epochs.epoch then kept.unread end as unread
    from epochs left join unread_counts kept on kept.recipient_id = ${toUuid(recipientId)}
  `);
  const [{ unread, version, epoch }] = rows as [Kept];
  if (unread !== null) return unread;
  const counted = await countUnread(tx, recipientId);
  await tx.execute(sql`
    insert into unread_counts as known (recipient_id, unread, version, epoch)
    values (${toUuid(recipientId)}, ${counted}, ${version ?? 0}, ${epoch})
    on conflict (recipient_id) do update set unread = excluded.unread, epoch = excluded.epoch
      -- What changed meanwhile may not be in it.
      where known.version = excluded.version
  `);
  return counted;
}

async function countUnread(tx: Tx, recipientId: UserId): Promise<number> {
  const unread = tx
    .select({ one: sql`1`.as('one') })
    .from(notifications)
    .where(and(visibleNotifications(recipientId), isNull(notifications.readAt)))
    .limit(unreadCap)
    .as('unread');
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(unread);
  return row?.count ?? 0;
}

/**
 * Makes the counts of these people unknown; of those in a subquery of one column, `recipient_id`. Whoever also notifies
 * does so before: what tells somebody things locks their sequence, then notifications, then counts.
 */
export async function forgetCounts(tx: Tx, recipients: readonly UserId[] | SQL): Promise<void> {
  const those = Array.isArray(recipients)
    ? sql`select unnest(${sql.param((recipients as UserId[]).map(toUuid))}::uuid[])`
    : (recipients as SQL);
  // A row for everybody, so that a count that is under way now is not kept; in one order for all who do this.
  await tx.execute(sql`
    insert into unread_counts as known (recipient_id, version)
    select distinct recipient_id, 1 from (${those}) as those(recipient_id) order by recipient_id
    on conflict (recipient_id) do update set unread = null, version = known.version + 1
  `);
}

/** Makes all counts unknown. */
export async function forgetAllCounts(tx: Tx, where: SQL): Promise<void> {
  await tx.execute(sql`update epochs set epoch = epoch + 1 where ${where}`);
}
