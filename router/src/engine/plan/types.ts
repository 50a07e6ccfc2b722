import type { GraphQLSchema } from 'graphql';
import { isAbstractType, isCompositeType, isInterfaceType } from 'graphql';

/** Tells of which types, by `__typename`, an object is that a type condition lets through. */
export type TypesUnder = (condition: string) => ReadonlySet<string>;

/** Over every type of every subgraph; an interface counts among those under it: interface objects bear its name. */
export function typesUnder(schema: GraphQLSchema): TypesUnder {
  const known = new Map<string, ReadonlySet<string>>();
  return (condition) => {
    let names = known.get(condition);
    if (names === undefined) {
      names = find(schema, condition);
      known.set(condition, names);
    }
    return names;
  };
}

function find(schema: GraphQLSchema, condition: string): ReadonlySet<string> {
  const type = schema.getType(condition);
  const names = new Set([condition]);
  if (!isCompositeType(type) || !isAbstractType(type)) return names;
  for (const { name } of schema.getPossibleTypes(type)) names.add(name);
  if ('getInterfaces' in type) {
    for (const { name } of schema.getImplementations(type).interfaces) names.add(name);
  }
  return names;
}

/** The names of interfaces. */
export function interfaceNames(schema: GraphQLSchema): ReadonlySet<unknown> {
  return new Set(
    Object.values(schema.getTypeMap())
      .filter(isInterfaceType)
      .map(({ name }) => name),
  );
}
