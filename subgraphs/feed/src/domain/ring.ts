import type { Tx } from '@ursa/database';
import { FeedMoved } from '@ursa/events/contracts';
import { fromUuid, toUuid } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import { prepared } from './prepared.ts';
import type { Item } from './push-item.ts';

/** A reader, or a source that its readers watch themselves. */
interface Bell {
  readonly id: string;
  readonly type: 'user' | 'group';
}

/** Tells those who watch that there is something new. */
export async function ring(tx: Tx, bells: readonly Bell[]): Promise<void> {
  await emitAll(
    tx,
    bells.map(({ id, type }) => {
      const aggregate = fromUuid(type, id);
      return FeedMoved.create(aggregate, { id: aggregate });
    }),
  );
}

/** Tells those subscribers of a source who watch their feed right now, and its author, and wait to be told. */
export async function ringSubscribers(tx: Tx, { sourceId, postId }: Pick<Item, 'sourceId' | 'postId'>) {
  await ringWatchers(
    tx,
    'ring-subscribers',
    sql`user_id = ${sourceId}::uuid
      or user_id = (select author_id from posts where post_id = ${toUuid(postId)}::uuid)
      or exists (
        select 1 from subscribers where source_id = ${sourceId}::uuid and subscriber_id = user_id and holds
      )`,
  );
}

/** Tells one reader, if they watch their feed. */
export async function ringReader(tx: Tx, readerId: string): Promise<void> {
  await ringWatchers(tx, 'ring-reader', sql`user_id = ${readerId}::uuid`);
}

/**
 * Disarms and tells. All the watchers meant are locked, armed or not, in one order: a stream that arms itself waits
 * for this transaction, and sees what it brought, or armed itself before, and is told.
 */
async function ringWatchers(tx: Tx, name: string, who: ReturnType<typeof sql>): Promise<void> {
  const armed = await prepared<{ user_id: string }>(
    tx,
    name,
    sql`
      with meant as materialized (
        select user_id, is_armed from watchers where watches_until > now() and (${who})
        order by user_id for update
      )
      update watchers set is_armed = false from meant
      where watchers.user_id = meant.user_id and meant.is_armed
      returning watchers.user_id`,
  );
  await ring(
    tx,
    armed.map(({ user_id: id }) => ({ id, type: 'user' })),
  );
}
