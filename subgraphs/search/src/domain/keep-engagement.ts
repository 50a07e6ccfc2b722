import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import type { Id } from '@ursa/ids';
import { toUuid } from '@ursa/ids';

/** What somebody did with a thing. */
export interface Engagement {
  readonly subjectId: Id<string>;
  readonly actorId: Id<string>;
  /** How much it counts; 0: it is taken back. */
  readonly weight: number;
  readonly sequence: number;
}

// What was there is read first: a row that the statement has changed itself cannot be locked any more.
const keep = statement(
  'search-engage',
  `with old as materialized (
     select weight from engagements where subject_id = $1::uuid and actor_id = $2::uuid for update
   ), kept as (
     insert into engagements as known (subject_id, actor_id, weight, sequence) 
     select $1::uuid, $2::uuid, $3::smallint, $4::bigint where (select count(*) from old) >= 0
     on conflict (subject_id, actor_id) do update set weight = excluded.weight, sequence = excluded.sequence
       where known.sequence < excluded.sequence
     returning weight
   )
   insert into popularity as known (subject_id, total)
   select $1::uuid, kept.weight - coalesce((select weight from old), 0) from kept
   where kept.weight <> coalesce((select weight from old), 0)
   on conflict (subject_id) do update set total = known.total + excluded.total`,
);

/** Keeps an engagement and the sum it belongs to, unless something newer is known of it. */
export async function keepEngagement(
  tx: Tx,
  { subjectId, actorId, weight, sequence }: Engagement,
): Promise<void> {
  await keep(tx, toUuid(subjectId), toUuid(actorId), weight, sequence);
}
