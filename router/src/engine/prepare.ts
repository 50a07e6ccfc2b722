import type { GraphQLSchema } from 'graphql';
import { NoUnusedVariablesRule, specifiedRules, validate } from 'graphql';
import type { KnownOperation, Plans } from './plans.ts';

/** A part of a mutation does not use every variable of the whole. */
const rules = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);

/** Plans an operation that was known elsewhere, if it is valid here. Never rejects: whoever wants it learns what is wrong. */
export async function prepare(
  plans: Plans,
  schema: GraphQLSchema,
  { document, operationName }: KnownOperation,
): Promise<void> {
  try {
    if (validate(schema, document, rules, { maxErrors: 1 }).length > 0) return;
    await plans.of(document, operationName);
  } catch {
    // It is planned again when it is wanted.
  }
}
