import type { Tx } from '@ursa/database';
import type { NotificationId, PostId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { and, eq, sql } from 'drizzle-orm';
import type { NotificationKind, SubjectId } from '../tables/index.ts';
import { notifications } from '../tables/index.ts';
import { forgetCounts } from './unread-count.ts';

/** Takes back what was said about a thing that is gone; of one kind, or to one person, if told so. */
export async function forgetSubject(
  tx: Tx,
  subjectId: SubjectId,
  { kind, recipientId }: { kind?: NotificationKind; recipientId?: UserId } = {},
): Promise<void> {
  const which = and(
    eq(notifications.subjectId, subjectId),
    kind && eq(notifications.kind, kind),
    recipientId && eq(notifications.recipientId, recipientId),
  );
  await forget(tx, which as SQL);
}

/** Takes back everything that hangs on a post that is gone. */
export async function forgetPost(tx: Tx, postId: PostId): Promise<void> {
  await forget(tx, eq(notifications.postId, postId));
}

/** Takes somebody out of what was told of their doing to a thing; what told of them alone goes. */
export async function forgetActor(
  tx: Tx,
  { actorId, subjectId, kind }: { actorId: UserId; subjectId: SubjectId; kind: NotificationKind },
): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with gone as (
      delete from notification_actors actor using notifications told
      where told.subject_id = ${subjectId} and told.kind = ${kind}
        and actor.notification_id = told.id and actor.actor_id = ${toUuid(actorId)}
      returning told.id
    )
    update notifications set actor_count = actor_count - 1 from gone where notifications.id = gone.id
    returning notifications.id
  `);
  if (rows.length === 0) return;
  const ids = sql`${sql.param(rows.map(({ id }) => id))}::uuid[]`;
  await forgetCounts(
    tx,
    sql`select recipient_id from notifications where id = any(${ids}) and read_at is null`,
  );
  await forget(tx, sql`${notifications.id} = any(${ids}) and ${notifications.actorCount} = 0`);
}

async function forget(tx: Tx, which: SQL): Promise<void> {
  const gone = await tx
    .delete(notifications)
    .where(which)
    .returning({ id: notifications.id, recipientId: notifications.recipientId });
  if (gone.length === 0) return;
  await forgetTraces(
    tx,
    gone.map(({ id }) => id),
  );
  await forgetCounts(
    tx,
    gone.map(({ recipientId }) => recipientId),
  );
}

async function forgetTraces(tx: Tx, ids: readonly NotificationId[]): Promise<void> {
  const gone = sql`${sql.param(ids.map(toUuid))}::uuid[]`;
  await tx.execute(sql`
    with actors as (delete from notification_actors where notification_id = any(${gone}))
    delete from pushes where notification_id = any(${gone})
  `);
}
