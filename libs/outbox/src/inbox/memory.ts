import { statement } from '@ursa/database';

// What the inbox remembers. Every statement names an event by ($1 id, $2 owner, $3 aggregate, $4 sequence).

/**
 * Takes the event as handled; no row: it is known already, or has to wait behind an earlier one that was put aside, or
 * ($5) behind any that is not handled.
 */
export const markHandled = statement(
  'inbox-handled',
  `insert into inbox as known (event_id, owner, aggregate, sequence, handled_at)
   select $1::uuid, $2::text, $3::text, $4::bigint, now()
   where not exists (
     select from inbox where owner = $2 and aggregate = $3 and sequence < $4 and handled_at is null
       and ($5::boolean or envelope is not null and dead_at is null))
   on conflict (event_id) do update set handled_at = now(), envelope = null
     where known.handled_at is null and known.dead_at is null
   returning 1`,
);

/** What became of an event; no row: nothing yet. */
export const lookUp = statement<{ handled: boolean; dead: boolean; attempts: number }>(
  'inbox-state',
  `select handled_at is not null as handled, dead_at is not null as dead, attempts
   from inbox where event_id = $1`,
);

/**
 * Counts an attempt before it is made, and says ($6) what has become of it if nobody says anything else. No row: it is
 * handled, or dead, has used up its $5 attempts, or still rests after one that said so: in a process that has lived for
 * $7 milliseconds, with pauses from $8 to $9.
 */
export const countAttempt = statement(
  'inbox-attempt',
  `insert into inbox as known (event_id, owner, aggregate, sequence, attempts, last_error)
   values ($1, $2, $3, $4, 1, $6)
   on conflict (event_id) do update set attempts = known.attempts + 1, last_error = excluded.last_error
     where known.handled_at is null and known.dead_at is null and known.attempts < $5
       and (known.last_error is distinct from excluded.last_error
         or $7::float8 >= least($9::float8, $8::float8 * power(3, least(known.attempts, 20) - 1)))
   returning 1`,
);

const delayed = (attempts: string) =>
  `now() + least($8::float8, $7::float8 * power(3, least(${attempts}, 20) - 1)) * (0.75 + random() / 2)
     * interval '1 millisecond'`;

/**
 * Remembers a failed attempt: why ($5), whether it is to be counted (0 or 1, $6), first ($7) and longest ($8)
 * pause, attempts it may have ($9), its envelope ($10) should it be dead now. No row: it was handled meanwhile.
 */
export const markFailed = statement<{ dead: boolean; attempts: number; retry_in_ms: number }>(
  'inbox-failed',
  `insert into inbox as known (event_id, owner, aggregate, sequence, last_error, attempts, next_attempt_at, dead_at,
     envelope)
   values ($1, $2, $3, $4, $5, $6::int, ${delayed('1')}, case when $6 >= $9::int then now() end,
     case when $6 >= $9 then $10::jsonb end)
   on conflict (event_id) do update set
     last_error = excluded.last_error, attempts = known.attempts + $6,
     next_attempt_at = ${delayed('known.attempts + $6')},
     dead_at = case when known.attempts + $6 >= $9 then coalesce(known.dead_at, now()) end,
     envelope = case when known.attempts + $6 >= $9 then $10 else known.envelope end
     where known.handled_at is null
   returning dead_at is not null as dead, attempts,
     greatest(0, extract(epoch from next_attempt_at - now()) * 1000)::float8 as retry_in_ms`,
);

/** Puts an event off for $2 milliseconds, because of $3; only the pump goes by it. */
export const postpone = statement(
  'inbox-postpone',
  `update inbox set next_attempt_at = now() + $2::float8 * interval '1 millisecond', last_error = $3
   where event_id = $1 and handled_at is null`,
);
