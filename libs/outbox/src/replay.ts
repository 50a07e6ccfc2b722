import type { Database } from '@ursa/database';
import { statement } from '@ursa/database';

/** Which events to send once more; all conditions hold together. */
export interface ReplayRange {
  ids?: readonly string[];
  aggregate?: string;
  /** First moment of `occurredAt`. */
  from?: Date;
  /** First moment that is too late. */
  until?: Date;
  /** Only events of these types, for a consumer that takes no others. @default all */
  types?: readonly string[];
  /** To these consumers only, whether or not the event was for them when it happened. @default everyone it was for */
  to?: readonly string[];
}

const again = statement(
  'outbox-replay',
  `update outbox set waiting = coalesce($1::text[], consumers), published_at = null, attempts = 0,
     next_attempt_at = now(), last_error = null
   where published_at is not null
     and ($2::uuid[] is null or id = any($2)) and ($3::text is null or aggregate = $3)
     and ($4::timestamptz is null or occurred_at >= $4) and ($5::timestamptz is null or occurred_at < $5)
     and ($6::text[] is null or type = any($6))
     and cardinality(coalesce($1, consumers)) > 0
   returning pg_notify('ursa_outbox', current_schema())`,
);

/**
 * Sends published events once more, for instance to a consumer that was added later. Tells how many. A consumer that
 * handled them before takes no notice, as long as its inbox remembers (see `HousekeepingSettings`).
 */
export async function replay(
  { db }: Database,
  { ids, aggregate, from, until, types, to }: ReplayRange,
): Promise<number> {
  const range = [ids, aggregate, from?.toISOString(), until?.toISOString(), types].map(
    (value) => value ?? null,
  );
  return (await again(db, to ?? null, ...range)).length;
}
