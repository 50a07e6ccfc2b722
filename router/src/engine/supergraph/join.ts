import type { ConstDirectiveNode, DocumentNode, ObjectTypeDefinitionNode, TypeNode } from 'graphql';
import { Kind } from 'graphql';

/** A supergraph's object types, by name. */
export type ObjectTypes = ReadonlyMap<string, ObjectTypeDefinitionNode>;

export function objectTypes({ definitions }: DocumentNode): ObjectTypes {
  return new Map(
    definitions
      .filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
}

/** The subgraph that a join directive speaks of, by the name it has among them. */
export function graphOf({ arguments: args = [] }: ConstDirectiveNode): string | undefined {
  const value = args.find(({ name }) => name.value === 'graph')?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

/** A directive's argument that is a text. */
export function textOf({ arguments: args = [] }: ConstDirectiveNode, argument: string): string | undefined {
  const value = args.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** A directive's argument that is a boolean. */
export function isOn({ arguments: args = [] }: ConstDirectiveNode, argument: string): boolean | undefined {
  const value = args.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.BOOLEAN ? value.value : undefined;
}

/** The subgraphs' own names, by what join directives call them. */
export function subgraphNames({ definitions }: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of definition.values ?? []) {
      for (const directive of directives) names.set(name.value, textOf(directive, 'name') ?? name.value);
    }
  }
  return names;
}

/** Says that a subgraph knows a field where others give it. */
export function externalIn(graph: string): ConstDirectiveNode {
  const argument = (name: string, value: object) => ({
    kind: Kind.ARGUMENT as const,
    name: { kind: Kind.NAME as const, value: name },
    value: value as never,
  });
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'join__field' },
    arguments: [
      argument('graph', { kind: Kind.ENUM, value: graph }),
      argument('external', { kind: Kind.BOOLEAN, value: true }),
    ],
  };
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** How many lists inside each other a type is. */
export function listsIn(type: TypeNode): number {
  if (type.kind === Kind.NON_NULL_TYPE) return listsIn(type.type);
  return type.kind === Kind.LIST_TYPE ? 1 + listsIn(type.type) : 0;
}
