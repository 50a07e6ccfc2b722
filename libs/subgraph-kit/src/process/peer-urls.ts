import { readFileSync } from 'node:fs';
import type { Environment } from '@ursa/setup';
import { SetupError, variableOf } from '@ursa/setup';
import { parse } from 'yaml';
import { z } from 'zod';

// rover's supergraph configuration: https://www.apollographql.com/docs/rover/commands/supergraphs
const supergraph = z.object({ subgraphs: z.record(z.string(), z.object({ routing_url: z.url() })) });

/**
 * Where each subgraph is served: as supergraph.yaml says, unless `<NAME>_URL` says otherwise. Throws a
 * SetupError when the file cannot be read.
 */
export function peerUrls(file: string, environment: Environment): ReadonlyMap<string, string> {
  let subgraphs: z.infer<typeof supergraph>['subgraphs'];
  try {
    ({ subgraphs } = supergraph.parse(parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    throw new SetupError(`${file} does not list the subgraphs.`, { cause: error });
  }
  const urls = Object.entries(subgraphs).map(([name, { routing_url }]) => {
    return [name, environment[`${variableOf(name)}_URL`] ?? routing_url] as const;
  });
  return new Map(urls);
}
