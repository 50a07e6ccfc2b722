import { instant, typeId } from '@ursa/database';
import { schema } from './schema.ts';

/** Comments that are gone, so that what is heard of them later tells nobody. */
export const goneComments = schema.table('gone_comments', {
  commentId: typeId('comment')('comment_id').primaryKey(),
  goneAt: instant('gone_at').notNull().defaultNow(),
});
