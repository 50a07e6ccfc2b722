import { instant, typeId } from '@ursa/database';
import { schema } from './schema.ts';

/** The order that `explore` had at a moment; its cursors point into one, so that pages fit together. */
export const rankings = schema.table('rankings', {
  rankedAt: instant('ranked_at').primaryKey(),
  postIds: typeId('post')('post_ids').array().notNull(),
});
