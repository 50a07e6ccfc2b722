import type { Db, Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { badCursor } from '@ursa/pagination';
import { sql } from 'drizzle-orm';
import type { FeedEntry, FeedItemRow } from './feed-entry.ts';
import { feedEntry } from './feed-entry.ts';
import { feedStatement } from './feed-statement.ts';
import { itemId, lastItem } from './item-id.ts';
import type { LivePosition } from './live-position.ts';
import { prepared } from './prepared.ts';

/** More than this many new items are not counted. */
const most = 100;
/** How late a post may come here after it was published and still be told as new. */
const lateMs = 3_600_000;

/** What came to a feed since a position, and where it stands now. */
export interface News {
  readonly newest: FeedEntry | null;
  readonly count: number;
  readonly position: LivePosition;
}

type Row = Partial<FeedItemRow> & { snapshot: string; at: string; ahead: boolean };

/** Where a feed stands now. */
export async function currentPosition(tx: Tx): Promise<LivePosition> {
  const rows = await prepared<{ snapshot: string; at: string }>(
    tx,
    'position',
    sql`select pg_current_snapshot()::text as snapshot, now() as at`,
  );
  const [{ snapshot, at }] = rows as [{ snapshot: string; at: string }];
  return { snapshot, at: new Date(at) };
}

/** What came since a position: written by transactions that were not over then. In one statement. */
export async function newsSince(db: Db, viewer: UserId, since: LivePosition): Promise<News> {
  const isNew = sql`not pg_visible_in_snapshot(i.written_in, ${since.snapshot}::pg_snapshot)`;
  const earliest = itemId(new Date(Math.max(0, since.at.getTime() - lateMs)), toUuid(viewer));
  const part = { olderThan: lastItem, newerThan: earliest, limit: most, where: isNew };
  const rows = await prepared<Row>(
    db,
    'news',
    sql`
      select now.*, item.* from (
        select pg_current_snapshot()::text as snapshot, now() as at,
          pg_snapshot_xmax(${since.snapshot}::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) as ahead
      ) now left join (${feedStatement(viewer, part)}) item on true
      order by item.item_id desc`,
  );
  const [{ snapshot, at, ahead, ...first }] = rows as [Row];
  if (ahead) throw badCursor();
  return {
    newest: first.item_id == null ? null : feedEntry(first as FeedItemRow, viewer),
    count: first.item_id == null ? 0 : rows.length,
    position: { snapshot, at: new Date(at) },
  };
}
