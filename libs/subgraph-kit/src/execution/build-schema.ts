import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { prefixOf } from '@ursa/ids';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { isObjectType, parse } from 'graphql';
import { scalars } from '../scalars.ts';
import { assembleSdl } from '../sdl.ts';

/** The executable schema of a subgraph: its SDL and resolvers, and what all subgraphs have in common. */
export function buildSchema(schema: URL | string, resolvers: object): GraphQLSchema {
  const sdl = readSdl(schema);
  // The generated file has the shared parts in it already.
  const typeDefs = parse(sdl.includes('specs.apollo.dev/federation') ? sdl : assembleSdl(sdl));
  const defined = new Set(
    typeDefs.definitions.map((node) => ('name' in node ? node.name?.value : undefined)),
  );
  const own = resolvers as Record<string, unknown>;
  const shared = Object.entries(sharedResolvers).filter(([name]) => defined.has(name) && !(name in own));
  return buildSubgraphSchema([{ typeDefs, resolvers: { ...Object.fromEntries(shared), ...own } as never }]);
}

const sharedResolvers = {
  ...scalars,
  UserError: { __resolveType: (error: { __typename: string }) => error.__typename },
  Node: { __resolveType: nodeType },
};

// A node is known by its id: the prefix is the type's name in lower case.
function nodeType(
  node: { __typename?: string; id: string },
  _context: unknown,
  { schema }: GraphQLResolveInfo,
): string | undefined {
  if (node.__typename !== undefined) return node.__typename;
  const prefix = prefixOf(node.id);
  const types = Object.values(schema.getTypeMap());
  return types.find((type) => isObjectType(type) && type.name.toLowerCase() === prefix)?.name;
}

function readSdl(schema: URL | string): string {
  if (schema instanceof URL || schema.startsWith('file:')) return readFileSync(fileURLToPath(schema), 'utf8');
  return existsSync(schema) ? readFileSync(schema, 'utf8') : schema;
}
