import { GraphQLError } from 'graphql';

/** The cursor is malformed, or was given by another list. */
export function badCursor(): GraphQLError {
  return new GraphQLError('This cursor does not belong to this list.', {
    extensions: { code: 'BAD_CURSOR' },
  });
}

/** The paging arguments are out of bounds or contradict each other. */
export function badPage(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
