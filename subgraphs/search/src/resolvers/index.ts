import { search } from './Query/search.ts';
import { searchSuggestions } from './Query/search-suggestions.ts';
import { SearchConnection } from './SearchConnection.ts';
import { SearchEdge } from './SearchEdge.ts';

export const resolvers = {
  Query: { search, searchSuggestions },
  SearchConnection,
  SearchEdge,
};
