import type { UserId } from '@ursa/ids';
import { badCursor, decodeCursor, encodeCursor, integer, keyOf, text } from '@ursa/pagination';

/**
 * Where a stream stands: a snapshot of Postgres, which tells exactly which transactions were over, and the moment it
 * was taken. One sequence for each reader would have to be raised for every follower of every post; see
 * docs/decisions/0012-feeds-resume-from-a-snapshot.md.
 */
export interface LivePosition {
  readonly snapshot: string;
  readonly at: Date;
}

const key = keyOf(text, integer);
const list = (viewer: UserId) => `live:feed:${viewer}`;

// A cursor has to fit into a URL. With very many open transactions it says that all after the first may be new:
// something may be told twice then, and nothing is missed.
const longest = 600;

/** The cursor of a position. */
export function feedCursor(viewer: UserId, { snapshot, at }: LivePosition): string {
  const [xmin = ''] = snapshot.split(':');
  const told = snapshot.length > longest ? `${xmin}:${xmin}:` : snapshot;
  return encodeCursor(list(viewer), key, [told, at.getTime()]);
}

/** The position a cursor stands for. Throws `BAD_CURSOR` when it is malformed or of another feed. */
export function parseFeedCursor(viewer: UserId, cursor: string): LivePosition {
  const [snapshot, at] = decodeCursor(list(viewer), key, cursor);
  if (!isSnapshot(snapshot) || at < 0 || at > 8.64e15) throw badCursor();
  return { snapshot, at: new Date(at) };
}

function isSnapshot(snapshot: string): boolean {
  if (!/^\d{1,18}:\d{1,18}:(\d{1,18}(,\d{1,18})*)?$/.test(snapshot)) return false;
  const [xmin = 0, xmax = 0] = snapshot.split(':').map(Number);
  const open = snapshot.split(':')[2]?.split(',').filter(Boolean).map(Number) ?? [];
  const within = open.every(
    (xid, nth) => xid >= xmin && xid < xmax && (nth === 0 || xid > (open[nth - 1] ?? 0)),
  );
  return xmin > 0 && xmin <= xmax && within;
}
