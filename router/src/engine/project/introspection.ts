import type { DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { executeSync, Kind } from 'graphql';
import type { Selected } from './collect.ts';

/** Answers `__schema` and `__type` from the schema that clients see. */
export function introspector(
  { schema, values }: Selected,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (field: string, nodes: readonly FieldNode[]) => unknown {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return (field, nodes) => {
    const selectionSet = { kind: Kind.SELECTION_SET, selections: nodes } as const;
    const { data } = executeSync({
      schema,
      document: { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragments] },
      variableValues: values,
    });
    return data?.[field] ?? null;
  };
}
