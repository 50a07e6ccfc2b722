import type { Database } from '@ursa/database';
import { statement } from '@ursa/database';

/** What an outbox still has to do. */
export interface OutboxStatus {
  /** Events that not everyone has yet. */
  unpublished: number;
  /** Events the live channel was not told of yet. */
  unannounced: number;
  /** Age of the oldest unpublished event; 0: there is none. */
  oldestAgeMs: number;
  /** The oldest of those that were refused, at most 20. */
  stuck: StuckEvent[];
}

export interface StuckEvent {
  id: string;
  type: string;
  aggregate: string;
  sequence: number;
  /** Who does not have it. */
  waiting: string[];
  attempts: number;
  lastError: string;
}

/** What an inbox still has to do. */
export interface InboxStatus {
  /** Events that failed and will be tried again. */
  retrying: number;
  /** Events accepted and not handled yet. */
  pending: number;
  /** Events given up on. */
  dead: number;
}

const outbox = statement<{ unpublished: string; unannounced: string; oldest_ms: number }>(
  'outbox-status',
  `select count(*) filter (where published_at is null) as unpublished,
     count(*) filter (where announced_at is null) as unannounced,
     coalesce(extract(epoch from now() - min(occurred_at) filter (where published_at is null)) * 1000, 0)::float8
       as oldest_ms
   from outbox where published_at is null or announced_at is null`,
);

const stuck = statement<Omit<StuckEvent, 'sequence'> & { sequence: string }>(
  'outbox-stuck',
  `select id, type, aggregate, sequence, waiting, attempts, last_error as "lastError"
   from outbox where published_at is null and last_error is not null order by position limit 20`,
);

const inbox = statement<{ retrying: string; pending: string; dead: string }>(
  'inbox-status',
  `select count(*) filter (where dead_at is null and attempts > 0) as retrying,
     count(*) filter (where dead_at is null and envelope is not null) as pending,
     count(*) filter (where dead_at is not null) as dead
   from inbox where handled_at is null`,
);

/** The operator's view of an outbox. */
export async function outboxStatus({ db }: Database): Promise<OutboxStatus> {
  const [[counts], refused] = await Promise.all([outbox(db), stuck(db)]);
  return {
    unpublished: Number(counts?.unpublished ?? 0),
    unannounced: Number(counts?.unannounced ?? 0),
    oldestAgeMs: Math.max(0, counts?.oldest_ms ?? 0),
    stuck: refused.map((row) => ({ ...row, sequence: Number(row.sequence) })),
  };
}

/** The operator's view of an inbox. */
export async function inboxStatus({ db }: Database): Promise<InboxStatus> {
  const [row] = await inbox(db);
  return {
    retrying: Number(row?.retrying ?? 0),
    pending: Number(row?.pending ?? 0),
    dead: Number(row?.dead ?? 0),
  };
}
