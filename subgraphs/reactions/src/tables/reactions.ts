import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { index, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';
import { subjectUuid } from './subject-id.ts';

/** Who reacted to what, and how. */
export const reactions = schema.table(
  'reactions',
  {
    id: typeId('reaction')('id').primaryKey(),
    subjectId: subjectUuid('subject_id'),
    /** Of which type the subject is: the prefix of its id. */
    subjectType: text('subject_type').notNull(),
    reactorId: typeId('user')('reactor_id').notNull(),
    /** The number of the kind. */
    kind: smallint('kind').notNull(),
    /** What the reaction was before it was replaced last: so the statement that replaces it knows what to count off. */
    previousKind: smallint('previous_kind'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    // One reaction of each person; viewerReaction; and the reactions of people hidden from a viewer.
    uniqueIndex('reactions_by_reactor').on(table.subjectId, table.reactorId),
    // Subject.reactions(kind): the last first.
    index('reactions_by_kind').on(table.subjectId, table.kind, table.id),
    // Subject.reactions of all kinds but DISLIKE.
    index('reactions_by_subject').on(table.subjectId, table.id).where(sql`kind <> 2`),
  ],
);

/** A reaction, as far as anybody is told of it. */
export type ReactionRow = Omit<typeof reactions.$inferSelect, 'previousKind'>;
