import type { DocumentNode, ObjectTypeDefinitionNode, TypeNode } from 'graphql';
import { Kind } from 'graphql';

/** What resolvers return for each connection of the SDL: the one that @ursa/pagination makes. */
export function connectionMappers(sdl: DocumentNode): Record<string, string> {
  const types = new Map(
    sdl.definitions
      .filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
      .map((type) => [type.name.value, type] as const),
  );
  const mappers: Record<string, string> = {};
  for (const [name, type] of types) {
    if (!name.endsWith('Connection')) continue;
    const edge = types.get(fieldType(type, 'edges') ?? '');
    const node = edge && fieldType(edge, 'node');
    if (node) mappers[name] = `@ursa/pagination#Connection<ResolversParentTypes['${node}']>`;
  }
  return mappers;
}

function fieldType(type: ObjectTypeDefinitionNode, name: string): string | undefined {
  const field = type.fields?.find((one) => one.name.value === name);
  return field && namedType(field.type);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
