import type { Tx } from '@ursa/database';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { hiddenActors } from './hidden-from.ts';
import type { News } from './news-for.ts';
import { dayOf } from './notification-id.ts';
import type { Occurrence } from './notify.ts';
import { pushQuietMs } from './push-quiet.ts';
import { unreadCap } from './unread-count.ts';

/** A notification that grows, or begins. */
export interface Growth extends News {
  sequence: number;
  /** That the recipient sees it needs no looking up. */
  certain: boolean;
}

/**
 * Adds who did it to the notifications, makes those unread, moves them up, counts them, and lines them up for the
 * devices of those who want that: one statement, so that the lock on the recipients is short.
 */
export async function grow(tx: Tx, occurrence: Occurrence, growth: readonly Growth[]): Promise<void> {
  const { event, actorId, subjectId, postId, groupId } = occurrence;
  const at = event.occurredAt;
  const actor = toUuid(actorId);
  const column = (of: (one: Growth) => unknown) => sql.param(growth.map(of));
  await tx.execute(sql`
    with given as (
      select given.*, known.id is null or known.read_at is not null as is_news,
        ${hiddenActors(sql`given.id`, sql`given.recipient_id`)} = 0 as is_whole,
        preference.in_app is distinct from false as in_app, preference.push is distinct from false as push
      from unnest(
        ${column(({ id }) => toUuid(id))}::uuid[], ${column(({ recipientId }) => toUuid(recipientId))}::uuid[],
        ${column(({ kind }) => kind)}::kind[], ${column(({ sequence }) => sequence)}::bigint[],
        ${column(({ certain }) => certain)}::boolean[]
      ) as given(id, recipient_id, kind, sequence, certain)
      left join notifications known on known.id = given.id
      left join preferences preference
        on preference.user_id = given.recipient_id and preference.kind = given.kind
    ), grown as (
      insert into notifications as known (id, recipient_id, sequence, kind, subject_id, post_id, group_id, day,
        actor_count, created_at, updated_at)
      select id, recipient_id, sequence, kind, ${subjectId}, ${postId ? toUuid(postId) : null}::uuid,
        ${groupId ? toUuid(groupId) : null}::uuid, ${dayOf(at)}::date, 1, ${at}::timestamptz, ${at}::timestamptz
      from given
      on conflict (subject_id, kind, recipient_id, day) do update
        set sequence = excluded.sequence, read_at = null,
          actor_count = known.actor_count + case when exists (
            select 1 from notification_actors where notification_id = known.id and actor_id = ${actor}
          ) then 0 else 1 end,
          created_at = least(known.created_at, excluded.created_at),
          updated_at = greatest(known.updated_at, excluded.updated_at)
      returning known.id
    ), added as (
      insert into notification_actors (notification_id, actor_id, sequence, acted_at)
      select id, ${actor}::uuid, sequence, ${at}::timestamptz from given
      on conflict (notification_id, actor_id) do update
        set sequence = excluded.sequence, acted_at = excluded.acted_at
    ), lined_up as (
      insert into pushes as known (notification_id, device_id, due_at)
      select given.id, device.id, now()
      from given join push_devices device on device.user_id = given.recipient_id where given.push
      on conflict (notification_id, device_id) do update
        set due_at = greatest(now(), known.sent_at + ${pushQuietMs} * interval '1 millisecond'), attempts = 0
        where known.due_at is null
    )
    insert into unread_counts as known (recipient_id, version)
    -- Counts are locked after notifications, here as everywhere.
    select recipient_id, 1 from given join grown using (id) order by recipient_id
    on conflict (recipient_id) do update
      set version = known.version + 1, unread = (
        -- What is unknown stays so.
        select case
          when not is_news and is_whole then known.unread
          when is_news and certain and in_app and known.unread < ${unreadCap} then known.unread + 1
          when is_news and certain and in_app then known.unread
        end
        from given where given.recipient_id = known.recipient_id
      )
  `);
}
