import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';

/**
 * Weighs a selection set from the inside out. Each fragment is weighed once however often it is spread, so that a
 * few lines that unfold into millions of fields are measured in no time; one that spreads itself weighs nothing.
 */
export function foldSelections(
  document: DocumentNode,
  selectionSet: SelectionSetNode,
  weigh: (field: FieldNode, inside: number) => number,
  join: (a: number, b: number) => number,
): number {
  const fragments = new Map(
    document.definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment.selectionSet]),
  );
  const weights = new Map<string, number>();

  const fold = (selections: SelectionSetNode | undefined): number =>
    (selections?.selections ?? []).reduce((weight, selection) => {
      if (selection.kind === Kind.FIELD) return join(weight, weigh(selection, fold(selection.selectionSet)));
      if (selection.kind === Kind.INLINE_FRAGMENT) return join(weight, fold(selection.selectionSet));
      return join(weight, foldFragment(selection.name.value));
    }, 0);

  const foldFragment = (name: string): number => {
    const known = weights.get(name);
    if (known !== undefined) return known;
    weights.set(name, 0);
    const weight = fold(fragments.get(name));
    weights.set(name, weight);
    return weight;
  };
  return fold(selectionSet);
}

function isFragment(definition: { kind: string }): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}
