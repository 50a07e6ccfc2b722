import { statement } from '@ursa/database';
import type { EventEnvelope } from '@ursa/events';

// Due at once, whatever the clock does: two connections may read it microseconds apart in the wrong order.
const columns = `(event_id, owner, aggregate, sequence, envelope, next_attempt_at)
   select (e->>'id')::uuid, e->>'owner', e->>'aggregate', (e->>'sequence')::bigint, e, '-infinity'::timestamptz
   from unnest($1::jsonb[]) as e`;

/** Keeps events for the pump. */
export const accept = statement(
  'inbox-accept',
  `insert into inbox as known ${columns}
   on conflict (event_id) do update set envelope = excluded.envelope
     where known.handled_at is null and known.dead_at is null and known.envelope is null`,
);

/** Gives events a new round of attempts, through the pump. */
export const revive = statement(
  'inbox-revive',
  `insert into inbox as known ${columns}
   on conflict (event_id) do update set
     envelope = excluded.envelope, dead_at = null, attempts = 0, next_attempt_at = excluded.next_attempt_at
     where known.handled_at is null`,
);

// Handled without effect: what waits behind it goes on, and a copy that still comes is a duplicate.
export const discard = statement(
  'inbox-discard',
  `update inbox set handled_at = now(), envelope = null
   where event_id = any($1::uuid[]) and handled_at is null`,
);

export const dead = statement<{
  envelope: EventEnvelope;
  attempts: number;
  last_error: string;
  dead_at: string;
}>(
  'inbox-dead',
  `select envelope, attempts, last_error, dead_at from inbox
   where dead_at is not null and handled_at is null order by dead_at limit $1`,
);

/**
 * What the pump may handle now, at most $1, leaving out streams at work ($2). Behind an event that pauses, later ones
 * of its stream wait; types that hold ($3) also wait behind dead ones and those the broker still has.
 */
export const due = statement<{ envelope: EventEnvelope }>(
  'inbox-due',
  `select envelope from inbox as head
   where handled_at is null and dead_at is null and envelope is not null and next_attempt_at <= now()
     and owner || ':' || aggregate <> all($2::text[])
     and not exists (
       select from inbox as earlier
       where earlier.owner = head.owner and earlier.aggregate = head.aggregate
         and earlier.sequence < head.sequence and earlier.handled_at is null
         and case when earlier.dead_at is null and earlier.envelope is not null
           then earlier.next_attempt_at > now()
           else head.envelope->>'type' = any($3::text[]) end)
   order by received_at, sequence limit $1`,
);
