import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { GraphQLError, getVariableValues } from 'graphql';

/** More wrong variables than these are not listed. */
const maxErrors = 50;

/** Longest reason told, in characters: it may quote a value, which may be as long as the request. */
const maxReason = 200;

/**
 * The operation's variables, coerced (GraphQL specification §6.1.2), or what is wrong with them.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): { values: Record<string, unknown> } | { errors: GraphQLError[] } {
  const { variableDefinitions = [] } = operation;
  if (variableDefinitions.length === 0) return { values: {} };
  const { errors, coerced } = getVariableValues(schema, variableDefinitions, variables, {
    maxErrors,
  });
  if (errors === undefined) return { values: coerced };
  return {
    errors: errors.map(
      (error) =>
        new GraphQLError(withoutValue(error), {
          ...(error.nodes && { nodes: error.nodes }),
          extensions: { code: 'BAD_USER_INPUT' },
        }),
    ),
  };
}

/**
 * What is wrong and where. graphql-js quotes the whole value around each mistake: a password beside a misspelt
 * field, and a large request as many times as it has mistakes.
 */
function withoutValue({ message, originalError }: GraphQLError): string {
  if (originalError === undefined) return message;
  const reason = originalError.message;
  const [, variable] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  const [, place = variable] = / at "([^"]*)"$/.exec(message.slice(0, -`; ${reason}`.length)) ?? [];
  return `Variable "$${place}" is wrong: ${reason.slice(0, maxReason)}`;
}
