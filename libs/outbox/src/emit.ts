import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import type { NewEvent } from '@ursa/events';

// Aggregates are locked in one order, so two transactions with several events cannot deadlock. The lock is held
// to the end of the transaction: within an aggregate, sequence order is commit order.
const insert = statement<{ sequence: string }>(
  'emit',
  `with event as (
     select *, row_number() over (partition by aggregate order by place) as nth
     from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[], $8::text[],
       $9::text[]) with ordinality
       as e(id, type, version, owner, aggregate, payload, occurred_at, live_id, consumers, place)
   ), bumped as (
     insert into aggregates as known (aggregate, sequence)
     select aggregate, count(*) from event group by aggregate order by aggregate
     on conflict (aggregate) do update set sequence = known.sequence + excluded.sequence
     returning aggregate, sequence
   ), numbered as (
     select event.*, bumped.sequence - max(nth) over (partition by aggregate) + nth as sequence,
       string_to_array(event.consumers, ' ') as destinations
     from event join bumped using (aggregate)
   ), added as (
     insert into outbox (id, type, version, owner, aggregate, sequence, payload, occurred_at, live_id, announced_at,
       consumers, waiting, published_at)
     select id, type, version, owner, aggregate, sequence, payload, occurred_at, live_id,
       case when live_id is null then now() end,
       destinations, destinations, case when cardinality(destinations) = 0 then now() end
     from numbered order by place
   )
   select sequence, pg_notify('ursa_outbox', current_schema()) from numbered order by place`,
);

/**
 * Writes an event into the outbox, in the transaction of the change it tells of, and returns its sequence: the
 * aggregate's new version. Call it last: from here to the commit others that change the aggregate wait.
 */
export async function emit(tx: Tx, event: NewEvent): Promise<number> {
  const [sequence] = await emitAll(tx, [event]);
  return sequence as number;
}

/** Writes several events in one statement; sequences come in the order of the events. */
export async function emitAll(tx: Tx, events: readonly NewEvent[]): Promise<number[]> {
  if (events.length === 0) return [];
  const column = (of: (event: NewEvent) => unknown) => events.map(of);
  const rows = await insert(
    tx,
    column((event) => event.id),
    column((event) => event.type),
    column((event) => event.version),
    column((event) => event.owner),
    column((event) => event.aggregate),
    column((event) => JSON.stringify(event.payload)),
    column((event) => event.occurredAt),
    column((event) => event.liveId),
    column((event) => event.consumers.join(' ')),
  );
  return rows.map((row) => Number(row.sequence));
}

const current = statement<{ sequence: string }>(
  'current-sequence',
  'select sequence from aggregates where aggregate = $1',
);

/** The version of an aggregate as this transaction sees it; 0: it never emitted an event. */
export async function currentSequence(tx: Tx, aggregate: string): Promise<number> {
  const [row] = await current(tx, aggregate);
  return Number(row?.sequence ?? 0);
}
