import type { GraphQLOutputType } from 'graphql';
import { getNullableType, isListType } from 'graphql';

/** How many lists inside each other a type is. */
export function listsIn(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listsIn(nullable.ofType) : 0;
}
