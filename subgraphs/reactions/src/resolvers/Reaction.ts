import { idArgument } from '@ursa/subgraph-kit';
import { kindOf } from '../domain/kinds.ts';
import type { ReactionResolvers } from '../generated/resolvers.ts';
import { subjectOfRow } from '../loaders/reaction-by-id.ts';

export const Reaction: ReactionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.reactionById.load(idArgument('reaction', id, 'id')),
  kind: ({ kind }) => kindOf(kind),
  reactor: ({ reactorId }) => ({ __typename: 'User', id: reactorId }),
  subject: (row, _, { loaders }) => {
    const { type, id } = subjectOfRow(row);
    return loaders.subjects[type].load(id);
  },
};
