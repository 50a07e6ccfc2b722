import type { FetchNode } from '@apollo/query-planner';
import type { DocumentNode, SelectionSetNode } from 'graphql';
import { Kind, OperationTypeNode, parse, print, stripIgnoredCharacters } from 'graphql';
import { onlyUsed, variablesOf } from './only-used.ts';
import { operationIn } from './selected.ts';

/** What is asked of entities of one type, by their key. */
interface Asked {
  readonly type: { readonly name: string };
  readonly keys: readonly string[];
  readonly selectionSet: SelectionSetNode;
}

const representations = 'representations';

/** The fetch with other selections, and nothing that these do not use. */
export function withSelections(
  node: FetchNode,
  document: DocumentNode,
  selectionSet: SelectionSetNode,
): FetchNode {
  return worded(node, document, { selectionSet });
}

/** A fetch of entities that goes on where another one stops. */
export function entityNode(
  // What is rewritten in it is what leads to the other fetch.
  { inputRewrites: _, ...node }: FetchNode,
  document: DocumentNode,
  { type, keys, selectionSet }: Asked,
): FetchNode {
  const entities = `_entities(representations: $${representations}) { ... on ${type.name} ${print(selectionSet)} }`;
  const asking = operationIn(
    parse(`query ($${representations}: [_Any!]!) { ${entities} }`, { noLocation: true }),
  );
  const { variableDefinitions = [] } = operationIn(document);
  const others = variableDefinitions.filter(({ variable }) => variable.name.value !== representations);
  const selections = ['__typename', ...keys].map((name) => ({ kind: 'Field' as const, name }));
  const requires = [{ kind: 'InlineFragment' as const, typeCondition: type.name, selections }];
  return worded({ ...node, operationKind: OperationTypeNode.QUERY, requires }, document, {
    operation: asking.operation,
    variableDefinitions: [...(asking.variableDefinitions ?? []), ...others],
    selectionSet: asking.selectionSet,
  });
}

/** The fetch with parts of its operation exchanged for these. */
function worded(
  { operationDocumentNode: _, ...node }: FetchNode,
  document: DocumentNode,
  parts: Partial<ReturnType<typeof operationIn>>,
): FetchNode {
  const operation = operationIn(document);
  const definitions = document.definitions.map((each) =>
    each === operation ? { ...operation, ...parts } : each,
  );
  const worded = onlyUsed({ kind: Kind.DOCUMENT, definitions });
  return {
    ...node,
    operation: stripIgnoredCharacters(print(worded)),
    variableUsages: variablesOf(worded).filter((name) => name !== representations),
  };
}
