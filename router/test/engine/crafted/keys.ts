import type { ConstDirectiveNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import { Kind, parse } from 'graphql';

/** The keys of a type, as a subgraph declares them. */
export type Keys = (type: string) => readonly Key[];

export interface Key {
  readonly fields: SelectionSetNode;
  readonly resolvable: boolean;
}

export function keysOf(schema: GraphQLSchema): Keys {
  return (name) => {
    const type = schema.getType(name);
    const nodes = [type?.astNode, ...(type?.extensionASTNodes ?? [])];
    return nodes.flatMap((node) =>
      (node?.directives ?? [])
        .filter((directive) => /^(federation__)?key$/.test(directive.name.value))
        .map(keyOf),
    );
  };
}

function keyOf({ arguments: args = [] }: ConstDirectiveNode): Key {
  const of = (name: string) => args.find((argument) => argument.name.value === name)?.value;
  const [fields, resolvable] = [of('fields'), of('resolvable')];
  return {
    fields: selectionOf(fields?.kind === Kind.STRING ? fields.value : ''),
    resolvable: resolvable?.kind !== Kind.BOOLEAN || resolvable.value,
  };
}

function selectionOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A selection is no operation.');
  return definition.selectionSet;
}
