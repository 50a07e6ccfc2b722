import { kinds } from './kinds.ts';

/**
 * The part of a statement that counts what its `changed (added, removed)` did to the subject $1 of the post $2. The
 * counter's row stays locked until the commit; its newest version is counted on, however many changed it meanwhile.
 */
export const countStep = `counted as (
     insert into subjects as known (subject_id, post_id, counts)
     select $1::uuid, $2::uuid, array(
       select (kind = coalesce(added, 0))::int - (kind = coalesce(removed, 0))::int
       from generate_series(1, ${kinds.length}) as kind order by kind)
     from changed
     on conflict (subject_id) do update set counts = array(
       select coalesce(before, 0) + coalesce(change, 0)
       from unnest(known.counts, excluded.counts) with ordinality as step(before, change, kind) order by kind)
   )`;
