import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a subgraph says about its resolver types. */
export interface SubgraphSettings {
  readonly contextType: string;
  readonly mappers: Readonly<Record<string, string>>;
}

/**
 * Reads them from the subgraph: its context is the type that src/context.ts exports, its mappers are those of
 * codegen.ts. Without either, resolvers get the kit's context and the GraphQL types.
 */
export async function readSettings(root: string, folder: string): Promise<SubgraphSettings> {
  return { contextType: contextTypeOf(join(root, folder)), mappers: await mappersOf(join(root, folder)) };
}

function contextTypeOf(folder: string): string {
  const file = join(folder, 'src', 'context.ts');
  if (!existsSync(file)) return '@ursa/subgraph-kit#Context';
  const exported = /export (?:type|interface) (\w*Context)\b/.exec(readFileSync(file, 'utf8'))?.[1];
  if (exported === undefined) throw new Error(`${file} exports no type whose name ends in Context.`);
  return `../context.ts#${exported}`;
}

async function mappersOf(folder: string): Promise<Record<string, string>> {
  const file = join(folder, 'codegen.ts');
  if (!existsSync(file)) return {};
  const { mappers } = (await import(pathToFileURL(file).href)) as { mappers?: Record<string, string> };
  if (mappers === undefined) throw new Error(`${file} exports no mappers.`);
  return mappers;
}
