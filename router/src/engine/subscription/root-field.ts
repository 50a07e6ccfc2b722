import type {
  DocumentNode,
  FieldNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { getArgumentValues, Kind } from 'graphql';
import { requestError } from '../../request/errors.ts';

/** A subscription's one root field. */
export interface RootField {
  name: string;
  /** Its key in the answer. */
  responseName: string;
  /** Its `after` argument, if it has one and it is given. */
  after: unknown;
}

/**
 * Finds the root field of a validated subscription (GraphQL specification §5.2.3.1 allows one, through fragments
 * too) and its `after`. Throws a GraphQLError when its arguments do not coerce.
 */
export function rootFieldOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): RootField {
  const field = firstField(document, operation.selectionSet);
  if (field === undefined) throw requestError('BAD_REQUEST', 'A subscription selects one field.');
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  const responseName = field.alias?.value ?? field.name.value;
  const after = definition && getArgumentValues(definition, field, variables)['after'];
  return { name: field.name.value, responseName, after: after ?? undefined };
}

function firstField(document: DocumentNode, { selections }: SelectionSetNode): FieldNode | undefined {
  for (const selection of selections) {
    const field =
      selection.kind === Kind.FIELD
        ? selection
        : selection.kind === Kind.INLINE_FRAGMENT
          ? firstField(document, selection.selectionSet)
          : firstField(document, fragmentOf(document, selection.name.value));
    if (field !== undefined) return field;
  }
  return undefined;
}

function fragmentOf(document: DocumentNode, name: string): SelectionSetNode {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name)
      return definition.selectionSet;
  }
  return { kind: Kind.SELECTION_SET, selections: [] };
}
