import type { FieldNode, GraphQLFormattedError, SelectionSetNode } from 'graphql';
import { getOperationAST, Kind, parse } from 'graphql';
import type { Question } from './subgraph-calls.ts';

type Path = (string | number)[];

/** Most errors told of one fetch; a page of a hundred entities does not need thousands of the same sentence. */
const maxErrors = 100;

/**
 * The errors of a fetch that got no answer: one for each field it would have filled, so that every null in the
 * client's answer has its reason (GraphQL specification §6.4.4).
 */
export function unavailable(subgraph: string, question: Question): GraphQLFormattedError[] {
  return pathsOf(question)
    .slice(0, maxErrors)
    .map((path) => ({
      message: `"${subgraph}" is unavailable.`,
      path,
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph },
    }));
}

function pathsOf({ query, variables = {} }: Question): Path[] {
  const root = getOperationAST(parse(query, { noLocation: true }))?.selectionSet;
  if (root === undefined) return [[]];
  const { representations } = variables;
  if (!Array.isArray(representations)) return fieldsOf(root).map((field) => [nameOf(field)]);
  const entities = fieldsOf(root)[0]?.selectionSet;
  return representations.flatMap((representation: { __typename?: string }, index): Path[] => {
    const fields = fieldsOf(entities, representation.__typename);
    const entity = ['_entities', index];
    return fields.length === 0 ? [entity] : fields.map((field) => [...entity, nameOf(field)]);
  });
}

/** The fields selected on a type, those directly under its own type condition included. */
function fieldsOf(selectionSet: SelectionSetNode | undefined, typename?: string): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const condition = selection.typeCondition?.name.value;
    const applies = condition === undefined || condition === typename;
    return applies ? fieldsOf(selection.selectionSet, typename) : [];
  });
}

function nameOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
