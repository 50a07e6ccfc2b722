import { GraphQLError } from 'graphql';

/** What was thrown, as a GraphQL error without a code: such a one is masked before it leaves. */
export function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
