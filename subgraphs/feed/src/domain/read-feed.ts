import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { FeedEntry, FeedItemRow } from './feed-entry.ts';
import { feedEntry } from './feed-entry.ts';
import type { FeedPart } from './feed-statement.ts';
import { feedStatement } from './feed-statement.ts';
import { prepared } from './prepared.ts';

/** How a reader's timeline is: kept up to date; or that the visit is to be noted, or it is to be filled (again). */
export type ReaderState = 'kept' | 'seen' | 'unsettled' | 'away';

/** A part of a feed, and how things stood in that very moment. */
export interface FeedReading {
  readonly items: FeedEntry[];
  readonly state: ReaderState;
  readonly readUpTo: string | null;
  /** A snapshot of Postgres; see live-position.ts. */
  readonly snapshot: string;
}

type Row = FeedItemRow & { state: ReaderState; read_up_to: string | null; snapshot: string };

/** Longer than any consumer may take: one that had not heard of the reader is over by then. */
const settledAfter = sql`interval '15 seconds'`;

/** Reads a part of somebody's feed, in one statement. */
export async function readFeed(tx: Tx, viewer: UserId, part: FeedPart): Promise<FeedReading> {
  const state = sql`case
    when reader.last_seen is null or reader.last_seen < now() - make_interval(days => settings.active_days) then 'away'
    when reader.filled_at < reader.active_since + ${settledAfter} and now() > reader.active_since + ${settledAfter}
      then 'unsettled'
    when reader.last_seen < now() - interval '1 hour' then 'seen'
    else 'kept' end`;
  const rows = await prepared<Row>(
    tx,
    `read-${part.from ?? 'newest'}`,
    sql`
      select ${state} as state, reader.read_up_to, pg_current_snapshot()::text as snapshot, item.*
      from settings
      left join readers reader on reader.user_id = ${toUuid(viewer)}::uuid
      left join (${feedStatement(viewer, part)}) item on true
      order by item.item_id ${part.from === 'oldest' ? sql`asc` : sql`desc`}`,
  );
  const [{ state: found, read_up_to: readUpTo, snapshot }] = rows as [Row];
  const items = rows.filter((row) => row.item_id !== null).map((row) => feedEntry(row, viewer));
  return { items, state: found, readUpTo, snapshot };
}
