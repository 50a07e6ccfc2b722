import type { ASTNode, DefinitionNode, FieldNode, VariableDefinitionNode } from 'graphql';
import { Kind, parseType, print, visit } from 'graphql';
import type { EntitySelection } from './entity-fetch.ts';
import type { Wording } from './question.ts';
import { operationIn } from './selected.ts';

/** One request for several selections of entities. */
export interface BatchWording extends Wording {
  /** For each selection: its name in the answer, and of its variable. */
  readonly parts: readonly { readonly alias: string; readonly variable: string }[];
}

const representations = 'representations';

/** Words the question; a single selection keeps the planner's own words. */
export function wordBatch(selections: readonly EntitySelection[]): BatchWording {
  const [only] = selections;
  if (only !== undefined && selections.length === 1) {
    return { ...only.wording, parts: [{ alias: '_entities', variable: representations }] };
  }
  const variableNames = [...new Set(selections.flatMap(({ wording }) => wording.variableNames))];
  let stem = representations;
  while (variableNames.some((name) => name.startsWith(stem))) stem += '_';
  const parts = selections.map((_, at) => ({ alias: `_${at}`, variable: `${stem}${at}` }));
  return {
    query: queryOf(selections, parts),
    operationName: only?.wording.operationName,
    variableNames,
    parts,
  };
}

function queryOf(selections: readonly EntitySelection[], parts: BatchWording['parts']): string {
  const variables = new Map<string, VariableDefinitionNode>();
  const fragments: DefinitionNode[] = [];
  const fields = selections.map(({ document, field }, at): FieldNode => {
    const { alias = '', variable = '' } = parts[at] ?? {};
    for (const definition of operationIn(document).variableDefinitions ?? []) {
      const name = definition.variable.name.value;
      if (name !== representations) variables.set(name, definition);
    }
    const others = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    fragments.push(...others.map((fragment) => numbered(fragment, at)));
    variables.set(variable, representationsOf(variable));
    return { ...numbered(field, at), alias: named(alias), arguments: [argumentOf(variable)] };
  });
  const name = selections[0]?.wording.operationName;
  return print({
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: 'query' as never,
        ...(name !== undefined && { name: named(name) }),
        variableDefinitions: [...variables.values()],
        selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
      },
      ...fragments,
    ],
  });
}

/** Fragments of different selections may bear the same name. */
function numbered<N extends ASTNode>(node: N, at: number): N {
  const rename = {
    leave: <F extends { name: { value: string } }>(fragment: F) => ({
      ...fragment,
      name: named(`${fragment.name.value}_${at}`),
    }),
  };
  return visit(node, { FragmentSpread: rename, FragmentDefinition: rename });
}

function representationsOf(variable: string): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: named(variable) },
    type: parseType('[_Any!]!', { noLocation: true }),
  };
}

function argumentOf(variable: string) {
  return {
    kind: Kind.ARGUMENT,
    name: named(representations),
    value: { kind: Kind.VARIABLE, name: named(variable) },
  } as const;
}

function named(value: string): { kind: Kind.NAME; value: string } {
  return { kind: Kind.NAME, value };
}
