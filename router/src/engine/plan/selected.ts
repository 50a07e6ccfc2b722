import type {
  DocumentNode,
  FieldNode,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { Kind } from 'graphql';
import type { TypesUnder } from './types.ts';

/** The one operation of a fetch's document. */
export function operationIn(document: DocumentNode): OperationDefinitionNode {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) return definition;
  }
  throw new Error('A fetch without an operation.');
}

/** The fields that a fetch selects on a type, `__typename` aside; those of fragments on it included. */
export function fieldsOn(
  document: DocumentNode,
  selectionSet: SelectionSetNode | undefined,
  typename: string | undefined,
  under: TypesUnder,
): FieldNode[] {
  const all = allFieldsOn(document, selectionSet, typename, under);
  return all.filter(({ name }) => name.value !== '__typename');
}

/** The same with `__typename`. */
export function allFieldsOn(
  document: DocumentNode,
  selectionSet: SelectionSetNode | undefined,
  typename: string | undefined,
  under: TypesUnder,
): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentIn(document, selection.name.value);
    const condition = fragment?.typeCondition?.name.value;
    const applies = condition === undefined || typename === undefined || under(condition).has(typename);
    return applies ? allFieldsOn(document, fragment?.selectionSet, typename, under) : [];
  });
}

/** A field's name in the answer. */
export function responseName({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** The definition of a named fragment. */
export function fragmentIn({ definitions }: DocumentNode, name: string) {
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) return definition;
  }
  return undefined;
}

export function selectionSetOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
