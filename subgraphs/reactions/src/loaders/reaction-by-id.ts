import type { AudienceLoaders } from '@ursa/audience';
import { anyOf } from '@ursa/database';
import type { ReactionId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import type { ReactionsRequest } from '../context.ts';
import type { SubjectId, SubjectType } from '../subjects/subject.ts';
import type { ReactionRow } from '../tables/index.ts';
import { reactions } from '../tables/index.ts';
import type { subjectById } from './subject-by-id.ts';

type Subjects = Readonly<Record<SubjectType, ReturnType<typeof subjectById>>>;

/**
 * THE rule of who may see a reaction: whoever may see what it is a reaction to, and who reacted.
 * The reaction with this id; null if there is none the viewer may see.
 */
export function reactionById({ db }: ReactionsRequest, subjects: Subjects, { visible }: AudienceLoaders) {
  return new DataLoader<ReactionId, ReactionRow | null>(async (ids) => {
    const rows = await db.select().from(reactions).where(anyOf(reactions.id, ids));
    const seen = await Promise.all(
      rows.map(async (row) => {
        const { type, id } = subjectOfRow(row);
        const [subject, reactor] = await Promise.all([subjects[type].load(id), visible.load(row.reactorId)]);
        return subject.seen !== null && reactor;
      }),
    );
    const found = new Map(rows.filter((_, at) => seen[at]).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** What a stored reaction is a reaction to. */
export function subjectOfRow({ subjectType, subjectId }: ReactionRow): { type: SubjectType; id: SubjectId } {
  const type = subjectType as SubjectType;
  return { type, id: fromUuid(type, subjectId) };
}
