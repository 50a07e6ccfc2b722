import type { GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import { visit } from 'graphql';

const counts = new Set(['followerCount', 'followingCount', 'totalCount']);
const answers = new WeakMap<OperationDefinitionNode, boolean>();

/** Whether an operation asks anywhere how many follow people, or whom they follow. Found out once per operation. */
export function asksForCounts({ operation, fragments }: GraphQLResolveInfo): boolean {
  const known = answers.get(operation);
  if (known !== undefined) return known;
  let found = false;
  for (const part of [operation, ...Object.values(fragments)]) {
    visit(part, {
      Field({ name }) {
        found ||= counts.has(name.value);
      },
    });
  }
  answers.set(operation, found);
  return found;
}
