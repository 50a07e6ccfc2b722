import { idArgument } from '@ursa/subgraph-kit';
import type { ReactionsContext } from '../context.ts';
import type { Counts } from '../domain/kinds.ts';
import { kindOf, totalOf } from '../domain/kinds.ts';
import type { SubjectId, SubjectType, Subject as SubjectView } from '../subjects/subject.ts';
import { reactionPage } from './reaction-page.ts';

/** What this subgraph adds to everything that can be reacted to. A hidden subject has none of it, like a missing one. */
export function subjectFields(type: SubjectType) {
  return {
    __resolveReference: ({ id }: { id: string }, { loaders }: ReactionsContext) =>
      loaders.subjects[type].load(idArgument(type, id, 'id') as SubjectId),
    reactionCount: ({ seen }: SubjectView) => seen && totalOf(seen.counts),
    reactionCounts: ({ seen }: SubjectView) => seen && chosen(seen.counts),
    viewerReaction: ({ seen }: SubjectView) => (seen?.own ? kindOf(seen.own.kind) : null),
    reactions: ({ seen }: SubjectView, args: Parameters<typeof reactionPage>[1], context: ReactionsContext) =>
      seen && reactionPage(seen, args, context),
  };
}

function chosen(counts: Counts) {
  const found = [];
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at] as number;
    if (count > 0) found.push({ kind: kindOf(at + 1), count });
  }
  return found;
}
