import type { UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { Payload } from '@ursa/subgraph-kit';
import type { ReactPayloadResolvers } from '../generated/resolvers.ts';
import type { OwnReaction } from '../subjects/subject.ts';
import type { ReactionRow } from '../tables/index.ts';
import type { About } from './answered-subject.ts';

/** What `react` did: to what, and the reaction it put there; null if it was there before. */
export interface Done extends About {
  readonly own: OwnReaction | null;
}

/** What `react` answers before the subject, if it is asked for, is read again. */
export type Reacted = Payload<'reaction', Done>;

export const ReactPayload: ReactPayloadResolvers = {
  async reaction({ reaction: done }, _, { viewer, loaders }) {
    if (!done) return null;
    const own = done.own ?? (await loaders.subjects[done.type].load(done.id)).seen?.own;
    return own && viewer ? rowOf(done, own, viewer) : null;
  },
  subject: ({ reaction: done }, _, { loaders }) => (done ? loaders.subjects[done.type].load(done.id) : null),
};

function rowOf({ type, id }: About, own: OwnReaction, viewer: UserId): ReactionRow {
  return {
    id: fromUuid('reaction', own.id),
    subjectId: toUuid(id),
    subjectType: type,
    reactorId: viewer,
    kind: own.kind,
    createdAt: new Date(own.createdAt),
  };
}
