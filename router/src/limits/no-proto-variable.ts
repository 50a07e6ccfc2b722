import type { ValidationRule } from 'graphql';
import { GraphQLError } from 'graphql';

/**
 * Refuses a variable called `__proto__`, which GraphQL allows: implementations that keep variables in plain objects lose
 * it, and graphql-js is one. Under any other name, and as an alias, `__proto__` and its kin mean nothing special.
 */
export const NoProtoVariable: ValidationRule = (context) => ({
  VariableDefinition(node) {
    if (node.variable.name.value !== '__proto__') return;
    context.reportError(new GraphQLError('A variable cannot be called "$__proto__".', { nodes: node }));
  },
});
