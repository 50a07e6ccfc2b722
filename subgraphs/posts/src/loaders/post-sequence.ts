import { anyOf } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import DataLoader from 'dataloader';
import { aggregates } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';

/** The sequence of the last event of each post: its live cursor. */
export function postSequence({ db }: LoaderContext) {
  return new DataLoader<PostId, number>(async (ids) => {
    const rows = await db.select().from(aggregates).where(anyOf(aggregates.aggregate, ids));
    const found = new Map(rows.map((row) => [row.aggregate, Number(row.sequence)]));
    return ids.map((id) => found.get(id) ?? 0);
  });
}
