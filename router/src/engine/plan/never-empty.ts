import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { Kind, visit } from 'graphql';

/**
 * Selects `__typename` where all of an object's selections may be switched off: the planner leaves out a field, be it
 * a mutation, of which nothing is left, where GraphQL has an empty object.
 */
export function neverEmpty(document: DocumentNode): DocumentNode {
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const stays = (selection: SelectionNode): boolean => {
    if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include'))
      return false;
    if (selection.kind === Kind.FIELD) return true;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return inner?.selectionSet.selections.some(stays) ?? false;
  };
  return visit(document, {
    Field: {
      leave: ({ selectionSet, ...field }): FieldNode | undefined => {
        if (selectionSet === undefined || selectionSet.selections.some(stays)) return undefined;
        return { ...field, selectionSet: withTypename(selectionSet) };
      },
    },
  });
}

function withTypename({ selections, ...selectionSet }: SelectionSetNode): SelectionSetNode {
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
  return { ...selectionSet, selections: [...selections, typename] };
}
