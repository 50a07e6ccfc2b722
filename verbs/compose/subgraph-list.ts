import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** One line of supergraph.yaml. */
export interface SubgraphEntry {
  readonly name: string;
  readonly url: string;
  /** Its full SDL, relative to the workspace; written by `compose`. */
  readonly schemaFile: string;
  /** Its folder, relative to the workspace. */
  readonly folder: string;
}

// rover's supergraph configuration: https://www.apollographql.com/docs/rover/commands/supergraphs
const supergraphYaml = z.object({
  federation_version: z.string().optional(),
  subgraphs: z.record(
    z.string(),
    z.object({ routing_url: z.url(), schema: z.object({ file: z.string().endsWith('.graphql') }) }),
  ),
});

const generatedSuffix = join('src', 'generated');

/** Reads supergraph.yaml, the only list of subgraphs. Throws an Error that says what is wrong with it. */
export function readSubgraphList(root: string): SubgraphEntry[] {
  const file = join(root, 'supergraph.yaml');
  if (!existsSync(file)) throw new Error(`${file} is missing: it lists the subgraphs.`);
  const parsed = supergraphYaml.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`supergraph.yaml: ${z.prettifyError(parsed.error)}`);
  return Object.entries(parsed.data.subgraphs).map(([name, { routing_url, schema }]) => ({
    name,
    url: routing_url,
    schemaFile: schema.file,
    folder: folderOf(name, schema.file),
  }));
}

function folderOf(name: string, schemaFile: string): string {
  const folder = dirname(schemaFile);
  if (!folder.endsWith(generatedSuffix)) {
    throw new Error(
      `supergraph.yaml: schema.file of ${name} must lie in the subgraph's ${generatedSuffix}/.`,
    );
  }
  return folder.slice(0, -generatedSuffix.length - 1);
}
