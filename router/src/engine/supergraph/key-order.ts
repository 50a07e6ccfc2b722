import type { DirectiveNode, DocumentNode } from 'graphql';
import { Kind } from 'graphql';

/**
 * Puts keys that subgraphs can resolve before those they only refer by: to come back to a subgraph with what a field
 * of it requires, the planner takes the first key, whether that can be resolved or not.
 */
export function resolvableKeysFirst(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) => {
      const { directives = [] } = definition as { directives?: readonly DirectiveNode[] };
      const others = directives.filter(refersOnly);
      if (others.length === 0) return definition;
      const first = directives.filter((directive) => !refersOnly(directive));
      return { ...definition, directives: [...first, ...others] } as typeof definition;
    }),
  };
}

function refersOnly({ name, arguments: args = [] }: DirectiveNode): boolean {
  const isFalse = args.some(
    (argument) =>
      argument.name.value === 'resolvable' && argument.value.kind === Kind.BOOLEAN && !argument.value.value,
  );
  return isFalse && name.value === 'join__type';
}
