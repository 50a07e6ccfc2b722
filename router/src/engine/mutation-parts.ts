import type { DocumentNode, FieldNode, OperationDefinitionNode } from 'graphql';
import { Kind } from 'graphql';

/** Planning takes more than linear time in the number of root fields, and one fetch of many takes long. */
const fieldsPerPart = 25;

const kept = new WeakMap<OperationDefinitionNode, readonly DocumentNode[]>();

/**
 * A mutation of many root fields as several of few, to be run one after the other, as their fields would be
 * (GraphQL specification §6.2.2). Fields that merge into one stay together. One with fragments at its root stays whole.
 */
export function mutationParts(
  document: DocumentNode,
  node: OperationDefinitionNode,
): readonly DocumentNode[] {
  const known = kept.get(node);
  if (known !== undefined) return known;
  const parts = split(document, node);
  kept.set(node, parts);
  return parts;
}

function split(document: DocumentNode, node: OperationDefinitionNode): readonly DocumentNode[] {
  const { selections } = node.selectionSet;
  if (selections.length <= fieldsPerPart || !selections.every(isField)) return [document];
  const merged = [...Map.groupBy(selections, ({ alias, name }) => (alias ?? name).value).values()];
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return Array.from({ length: Math.ceil(merged.length / fieldsPerPart) }, (_, part) => {
    const fields = merged.slice(part * fieldsPerPart, (part + 1) * fieldsPerPart).flat();
    const operation = { ...node, selectionSet: { ...node.selectionSet, selections: fields } };
    return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  });
}

function isField(selection: { kind: Kind }): selection is FieldNode {
  return selection.kind === Kind.FIELD;
}
