import type { GraphQLResolverMap } from '@apollo/subgraph';
import { createPassports, createVerifier, generateKey, publicKeys } from '@ursa/passport';
import { createLog, createMetrics } from '@ursa/telemetry';
import { localTransport } from '@ursa/transport';
import { onTestFinished } from 'vitest';
import type { RouterParts, RouterSettings } from '../../src/index.ts';
import { accessKeys, startRouter } from '../../src/index.ts';
import type { TokenSigner } from './keys.ts';
import { tokenSigner } from './keys.ts';
import type { TestContext, TestSubgraph } from './subgraph.ts';
import { testSubgraph } from './subgraph.ts';
import { supergraphOf } from './world.ts';

/** A subgraph as a test writes it. */
export interface Sketch {
  sdl: string;
  resolvers: GraphQLResolverMap<TestContext>;
}

/** A router over subgraphs of a test's own. */
export interface RouterOver {
  url: string;
  signer: TokenSigner;
  subgraphs: Readonly<Record<string, TestSubgraph>>;
  /** Everything the router has logged. */
  logged: Record<string, unknown>[];
}

/** Starts a router over sketched subgraphs, by their names; it ends with the test. */
export async function routerOver(
  sketches: Readonly<Record<string, Sketch>>,
  settings: Partial<RouterSettings> = {},
  parts: Partial<RouterParts> = {},
): Promise<RouterOver> {
  const key = generateKey('router');
  const trustedKeys = publicKeys([key]);
  const subgraphs = Object.fromEntries(
    Object.entries(sketches).map(([name, { sdl, resolvers }]) => [
      name,
      testSubgraph(name, sdl, resolvers, createVerifier({ audience: name, trustedKeys })),
    ]),
  );
  const signer = await tokenSigner();
  const logged: Record<string, unknown>[] = [];
  const router = await startRouter({
    supergraphSdl: supergraphOf(Object.values(subgraphs)),
    transports: (name) => localTransport(subgraphs[name] as TestSubgraph),
    passports: createPassports({ issuer: 'router', privateKey: key }),
    passportKeys: trustedKeys,
    accessKeys: accessKeys(async () => signer.jwks),
    settings: { graphiql: null, ...settings },
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
  return { url: `http://127.0.0.1:${port}`, signer, subgraphs, logged };
}
