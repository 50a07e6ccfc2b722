import { toUuid } from '@ursa/ids';
import { liveChannel } from '@ursa/live';
import type { PageArgs } from '@ursa/pagination';
import { connection, idPart, keyOf, liveCursor, parsePage } from '@ursa/pagination';
import type { ReactionsContext } from '../context.ts';
import type { Kind } from '../domain/kinds.ts';
import { numberOf, totalOf } from '../domain/kinds.ts';
import type { SeenSubject, SubjectId } from '../subjects/subject.ts';

const byId = keyOf(idPart('reaction'));

/** The live channel of the reactions to a subject. */
export const subjectChannel = (id: SubjectId) => liveChannel('reactions', id);

/**
 * A page of the reactions to a subject. The live cursor is read before the page, so that what comes between is seen
 * twice rather than never.
 */
export async function reactionPage(
  { id, counts }: SeenSubject,
  { kind, ...args }: PageArgs & { kind?: Kind | null | undefined },
  { loaders }: ReactionsContext,
) {
  const list = kind ?? 'ALL';
  const page = parsePage(args, { list: `reactions:${id}:${list}`, key: byId });
  const head = await loaders.headOf.load(id);
  const slice = await loaders.reactionsBySubject.load(toUuid(id), page, list);
  return connection(slice, page, {
    key: (row) => [row.id],
    totalCount: kind ? (counts[numberOf(kind) - 1] ?? 0) : totalOf(counts),
    liveCursor: liveCursor(subjectChannel(id), head),
  });
}
