import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TrustedKeys } from '@ursa/passport';
import { accessKeys, startRouter } from '@ursa/router';
import type { RunningSubgraph } from '@ursa/subgraph-kit';
import { createLog, createMetrics } from '@ursa/telemetry';
import { onFileEnd } from '@ursa/testkit';
import { localTransport } from '@ursa/transport';
import type { TestSupergraph } from './supergraph.ts';

/** Starts one more router over the subgraphs of a supergraph; resolves with its address. Stopped with the file. */
export async function startAnotherRouter(world: TestSupergraph): Promise<string> {
  const subgraph = (name: string): RunningSubgraph => {
    const running = world.subgraphs.get(name);
    if (!running) throw new Error(`${name} does not run.`);
    return running;
  };
  const json = async (response: Response | undefined) => response?.json();
  const router = await startRouter({
    supergraphSdl: readFileSync(resolve(import.meta.dirname, '../../../schema/supergraph.graphql'), 'utf8'),
    transports: (name) => localTransport(subgraph(name)),
    passports: world.passports,
    passportKeys: (await json(await fetch(`${world.url}/.well-known/jwks.json`))) as TrustedKeys,
    accessKeys: accessKeys(async () =>
      json(await subgraph('identity').route(new Request('http://identity/.well-known/jwks.json'))),
    ),
    metrics: createMetrics(),
    log: createLog({ name: 'test', level: 'silent' }),
  });
  onFileEnd(() => router.stop());
  const port = await router.listen(0, '127.0.0.1');
  await router.ready;
  return `http://127.0.0.1:${port}`;
}
