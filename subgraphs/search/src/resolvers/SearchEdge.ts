import type { SearchEdgeResolvers } from '../generated/resolvers.ts';

export const SearchEdge: SearchEdgeResolvers = {
  score: ({ row }) => row.score,
  highlights: (edge, _, { loaders }) => loaders.highlights.load(edge),
};
