import type { ConstDirectiveNode, ObjectTypeDefinitionNode } from 'graphql';
import { Kind, parse } from 'graphql';

/** A type that can be found by its id alone, and the subgraph that decides who may see it. */
export interface NodeType {
  readonly typename: string;
  readonly owner: string;
}

/**
 * Every type that implements Node, sorted by name, with its owner: the one subgraph that defines it
 * resolvable by `id`. Others extend it (`extend type`) or only refer to it (`resolvable: false`).
 * Throws an Error naming a type that two subgraphs define.
 */
export function findNodeTypes(subgraphs: readonly { name: string; sdl: string }[]): NodeType[] {
  const owners = new Map<string, string>();
  for (const { name, sdl } of subgraphs) {
    for (const definition of parse(sdl).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || !isNodeOwnedHere(definition)) continue;
      const typename = definition.name.value;
      const other = owners.get(typename);
      if (other !== undefined) {
        throw new Error(
          `${typename} is defined by ${other} and by ${name}. Its owner defines it; any other says \`extend type ${typename}\`.`,
        );
      }
      owners.set(typename, name);
    }
  }
  return [...owners]
    .map(([typename, owner]) => ({ typename, owner }))
    .sort((a, b) => (a.typename < b.typename ? -1 : 1));
}

/** The SDL by which a subgraph may refer to these types without owning anything of them. */
export function nodeStubs(types: readonly NodeType[]): string {
  return types
    .map(
      ({ typename }) =>
        `type ${typename} implements Node @key(fields: "id", resolvable: false) {\n  id: ID!\n}\n`,
    )
    .join('\n');
}

function isNodeOwnedHere(type: ObjectTypeDefinitionNode): boolean {
  const isNode = type.interfaces?.some((implemented) => implemented.name.value === 'Node') ?? false;
  return isNode && (type.directives?.some(isResolvableIdKey) ?? false);
}

function isResolvableIdKey(directive: ConstDirectiveNode): boolean {
  if (directive.name.value !== 'key') return false;
  const argument = (name: string) => directive.arguments?.find((one) => one.name.value === name)?.value;
  const fields = argument('fields');
  const resolvable = argument('resolvable');
  const isById = fields?.kind === Kind.STRING && fields.value === 'id';
  return isById && !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value);
}
