import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { Kind, visit } from 'graphql';
import { fragmentIn, operationIn } from './selected.ts';

/** A fetch without fragments and variables that it does not use: subgraphs refuse such (GraphQL specification §5.5.1.4, §5.8.4). */
export function onlyUsed(document: DocumentNode): DocumentNode {
  const operation = operationIn(document);
  const fragments = new Set<FragmentDefinitionNode>();
  const variables = new Set<string>();
  const enter = (selectionSet: SelectionSetNode): void => {
    visit(selectionSet, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragmentIn(document, name.value);
        if (fragment === undefined || fragments.has(fragment)) return;
        fragments.add(fragment);
        enter(fragment.selectionSet);
      },
    });
  };
  enter(operation.selectionSet);
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    variables.has(variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions }, ...fragments] };
}

/** The names of the variables that a fetch declares. */
export function variablesOf(document: DocumentNode): string[] {
  return (operationIn(document).variableDefinitions ?? []).map(({ variable }) => variable.name.value);
}
