import type { Tx } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { prepared } from './prepared.ts';

/** How what a source brings reaches its subscribers. */
export interface Source {
  readonly subscribers: number;
  readonly isLarge: boolean;
  readonly pushLimit: number;
  readonly batch: number;
}

export type SourceRow = {
  subscribers: number;
  is_large: boolean;
  push_limit: number;
  batch: number;
};

/**
 * Selects a source and holds it for this transaction: whoever subscribes meanwhile waits, and then finds what this
 * transaction brings; whoever subscribed before is found by the statements after this one. Nobody falls between.
 */
export const heldSource = (sourceId: string) => sql`
  select subscribers, is_large, fanout_max_followers as push_limit, fanout_batch as batch
  from sources, settings where source_id = ${sourceId}::uuid for share of sources`;

/** The source of a row; without one it is made first. */
export async function holdSource(tx: Tx, sourceId: string, held?: SourceRow): Promise<Source> {
  const look = () => prepared<SourceRow>(tx, 'hold-source', heldSource(sourceId));
  let row = held ?? (await look())[0];
  if (!row) {
    await tx.execute(sql`
      insert into sources (source_id, subscribers, is_large) values (${sourceId}, 0, false)
      on conflict do nothing`);
    [row] = await look();
  }
  const { subscribers, is_large: isLarge, push_limit: pushLimit, batch } = row as SourceRow;
  return { subscribers, isLarge, pushLimit, batch };
}

/** From now on the subscribers of this source look there themselves. It stays so: what it brought is not pushed. */
export async function enlarge(tx: Tx, sourceId: string): Promise<void> {
  await tx.execute(sql`update sources set is_large = true where source_id = ${sourceId}`);
  await tx.execute(
    sql`update subscribers set is_large = true where source_id = ${sourceId} and not is_large`,
  );
}
