import type { UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { Payload } from '@ursa/subgraph-kit';
import type { ReactPayloadResolvers } from '../generated/resolvers.ts';
import type { SeenSubject, Subject } from '../subjects/subject.ts';
import type { ReactionRow } from '../tables/index.ts';

/** What `react` answers: the subject, which knows the viewer's reaction. */
export type Reacted = Payload<'reaction', Subject>;

export const ReactPayload: ReactPayloadResolvers = {
  reaction: ({ reaction: subject }, _, { viewer }) =>
    subject?.seen ? ownReaction(subject.seen, viewer) : null,
  subject: ({ reaction: subject }) => subject,
};

function ownReaction({ type, id, own }: SeenSubject, viewer: UserId | null): ReactionRow | null {
  if (!own || !viewer) return null;
  return {
    id: fromUuid('reaction', own.id),
    subjectId: toUuid(id),
    subjectType: type,
    reactorId: viewer,
    kind: own.kind,
    createdAt: new Date(own.createdAt),
  };
}
