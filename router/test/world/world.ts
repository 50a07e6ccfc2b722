import { composeServices } from '@apollo/composition';
import type { TrustedKeys } from '@ursa/passport';
import { createPassports, createVerifier, generateKey, publicKeys } from '@ursa/passport';
import { createLog, createMetrics } from '@ursa/telemetry';
import type { SubgraphTransport } from '@ursa/transport';
import { localTransport } from '@ursa/transport';
import { parse } from 'graphql';
import { onTestFinished } from 'vitest';
import type { RouterParts, RouterSettings } from '../../src/index.ts';
import { accessKeys, startRouter } from '../../src/index.ts';
import type { TokenSigner } from './keys.ts';
import { tokenSigner } from './keys.ts';
import { notes } from './notes.ts';
import { Doors, people } from './people.ts';
import { Stream } from './stream.ts';
import type { TestSubgraph } from './subgraph.ts';

/** Two subgraphs behind a router that listens. */
export interface World {
  url: string;
  people: TestSubgraph;
  notes: TestSubgraph;
  stream: Stream;
  doors: Doors;
  signer: TokenSigner;
  /** Verify the passports that subgraphs are shown. */
  trustedKeys: TrustedKeys;
  /** Everything the router has logged. */
  logged: Record<string, unknown>[];
  /** Serves another supergraph: see {@link Router.swap}. */
  swap(supergraphSdl: string): Promise<void>;
  stop(): Promise<void>;
}

/** Composes subgraphs; throws what does not compose. */
export function supergraphOf(
  subgraphs: readonly { name: string; sdl: string }[],
  url = 'http://unused.invalid',
): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `${url}/${name}` })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** Starts a world that ends with the test. */
export async function startWorld(
  settings: Partial<RouterSettings> = {},
  parts: Partial<RouterParts> = {},
  wrap: (transport: SubgraphTransport, name: string, url: string) => SubgraphTransport = (transport) =>
    transport,
): Promise<World> {
  const key = generateKey('router');
  const trustedKeys = publicKeys([key]);
  const stream = new Stream('notes');
  const doors = new Doors();
  const subgraphs = {
    people: people(createVerifier({ audience: 'people', trustedKeys }), doors),
    notes: notes(createVerifier({ audience: 'notes', trustedKeys }), stream),
  };
  const signer = await tokenSigner();
  const logged: Record<string, unknown>[] = [];
  const router = await startRouter({
    supergraphSdl: supergraphOf(Object.values(subgraphs)),
    transports: (name, url) => wrap(localTransport(subgraphs[name as keyof typeof subgraphs]), name, url),
    passports: createPassports({ issuer: 'router', privateKey: key }),
    passportKeys: trustedKeys,
    accessKeys: accessKeys(async () => signer.jwks),
    settings: { graphiql: null, resume: { firstMs: 1, maxMs: 10, giveUpAfterMs: 2_000 }, ...settings },
    metrics: createMetrics({ defaults: false }),
    log: createLog({
      name: 'router',
      level: 'debug',
      pretty: false,
      stream: { write: (line) => logged.push(JSON.parse(line)) },
    }),
    ...parts,
  });
  const port = await router.listen(0, '127.0.0.1');
  onTestFinished(() => router.stop());
  return {
    url: `http://127.0.0.1:${port}`,
    ...subgraphs,
    stream,
    doors,
    signer,
    trustedKeys,
    logged,
    swap: (sdl) => router.swap(sdl),
    stop: () => router.stop(),
  };
}
