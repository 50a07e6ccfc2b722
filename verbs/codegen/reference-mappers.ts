import type { DocumentNode } from 'graphql';
import { Kind } from 'graphql';

/** What resolvers get for each entity that the SDL only extends: a reference to what another subgraph owns. */
export function referenceMappers(sdl: DocumentNode): Record<string, string> {
  const extended = sdl.definitions
    .filter((definition) => definition.kind === Kind.OBJECT_TYPE_EXTENSION)
    .filter((type) => type.directives?.some(({ name }) => name.value === 'key'))
    .map((type) => type.name.value);
  return Object.fromEntries(
    extended.map((name) => [name, `@ursa/subgraph-kit#EntityReference<'${name}'>`] as const),
  );
}
