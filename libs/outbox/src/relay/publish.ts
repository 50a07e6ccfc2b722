import type { Broker, PublishResult, Refusal } from '@ursa/broker';
import type { Database, Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import { failpoint } from '../failpoint.ts';
import type { DeliveryMetrics } from '../metrics.ts';
import { alone } from './claim.ts';
import type { RelaySettings } from './settings.ts';

interface Row {
  position: string;
  id: string;
  type: string;
  version: number;
  owner: string;
  aggregate: string;
  sequence: string;
  occurred_at: string;
  payload: unknown;
  waiting: string[];
  destinations: string[];
}

// No `position > last`: a lower position may commit later. Where an event is stuck on its way to a consumer, later
// events of its aggregate do not overtake it; other consumers, and other aggregates, are not its concern. Only the
// oldest $2 are looked at, so that a round costs the same however much has piled up.
const due = statement<Row>(
  'unpublished',
  `with oldest as materialized (
     select position, id, type, version, owner, aggregate, sequence, occurred_at, payload, waiting
     from outbox where published_at is null and next_attempt_at <= now() order by position limit $2
   ), stuck as materialized (
     select aggregate, consumer, min(position) as position
     from outbox, unnest(waiting) as consumer
     where published_at is null and next_attempt_at > now() and position < (select max(position) from oldest)
     group by aggregate, consumer
   )
   select * from (
     select position, id, type, version, owner, aggregate, sequence, payload, waiting,
       to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as occurred_at,
       array(select consumer from unnest(waiting) as consumer where not exists (
         select from stuck where stuck.aggregate = oldest.aggregate and stuck.consumer = consumer
           and stuck.position < oldest.position)) as destinations
     from oldest
   ) as candidate
   where cardinality(destinations) > 0 order by position limit $1`,
);

const further = statement(
  'unpublished-further',
  'select from outbox where published_at is null and next_attempt_at <= now() order by position offset $1 limit 1',
);

/** What may be sent now, the oldest first. Looks further where everything at the front waits behind something stuck. */
async function claim(tx: Tx, batchSize: number): Promise<Row[]> {
  for (let window = batchSize * 5; ; window *= 10) {
    const rows = await due(tx, batchSize, window);
    if (rows.length > 0 || (await further(tx, window)).length === 0) return rows;
  }
}

const mark = statement<{ type: string; lag_ms: number }>(
  'published',
  `update outbox set
     waiting = array(select unnest(waiting) except select unnest(string_to_array(result.reached, ' '))),
     published_at = case when waiting <@ string_to_array(result.reached, ' ') then now() end,
     attempts = attempts + (result.problem is not null)::int,
     last_error = case when waiting <@ string_to_array(result.reached, ' ') then null
       else coalesce(result.problem, last_error) end,
     next_attempt_at = case when result.problem is null then next_attempt_at
       else now() + least($5::float8, $4::float8 * power(2, least(attempts, 30))) * (0.75 + random() / 2)
         * interval '1 millisecond' end
   from unnest($1::bigint[], $2::text[], $3::text[]) as result(position, reached, problem)
   where outbox.position = result.position
   returning type, case when published_at is not null then
     extract(epoch from published_at - occurred_at)::float8 * 1000 end as lag_ms`,
);

/** Sends what is due and not yet with everyone it is for. True: there may be more. */
export async function publish(
  database: Database,
  broker: Broker,
  settings: RelaySettings,
  metrics: DeliveryMetrics,
): Promise<boolean> {
  if (!broker.connected) return false;
  const found = await alone(database, 'publish', settings.claimTimeoutMs, async (tx) => {
    const rows = await claim(tx, settings.batchSize);
    if (rows.length === 0) return false;
    const results = await broker.publish(
      rows.map((row) => ({ event: envelopeOf(row), to: row.destinations })),
    );
    failpoint('relay.after-confirm-before-mark');
    const marked = await mark(
      tx,
      rows.map(({ position }) => position),
      rows.map((row, place) => reached(row, results[place]).join(' ')),
      rows.map((_, place) => problem(results[place])),
      settings.retryMs,
      settings.longestRetryMs,
    );
    for (const { type, lag_ms } of marked) {
      if (lag_ms === null) metrics.refused?.(type);
      else metrics.published?.(type, lag_ms);
    }
    return true;
  });
  return found ?? false;
}

function envelopeOf({ id, type, version, owner, aggregate, sequence, occurred_at, payload }: Row) {
  return {
    id,
    type,
    version,
    owner,
    aggregate,
    sequence: Number(sequence),
    occurredAt: occurred_at,
    payload,
  };
}

function reached({ destinations }: Row, result: PublishResult | undefined): string[] {
  const refused = new Set(result?.refused.map(({ consumer }) => consumer));
  return result ? destinations.filter((consumer) => !refused.has(consumer)) : [];
}

function problem(result: PublishResult | undefined): string | null {
  const tried = result?.refused.filter(
    (refusal): refusal is Refusal & { reason: string } => refusal.reason !== null,
  );
  return tried?.length ? tried.map(({ reason }) => reason).join('; ') : null;
}
