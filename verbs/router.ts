import { join, resolve } from 'node:path';
import { loadOrCreateKeys } from '@ursa/passport';
import { runRouter } from '@ursa/router';
import { readArguments } from './arguments.ts';
import { environment } from './config.ts';
import { openDataDir } from './host/data-dir.ts';

const help = `router: the router alone, on any Federation 2 supergraph.

  npx pnpm@12 router [options]

  --supergraph FILE  the composed schema (default: as the config file says, or schema/supergraph.graphql)
  --port N           where to serve (default: 4000, or PORT)
  --config FILE      settings of the router, YAML or JSON; the environment comes before it (default: none, or ROUTER_CONFIG)
  --data-dir DIR     where its development key is kept, unless PASSPORT_PRIVATE_KEY is set (default: .ursa)
  --help             this text

JWKS_URL says where the keys of access tokens are published; subgraphs then get a passport that tells who asks.
Without it nobody is authenticated here: the Authorization header goes on to the subgraphs, and so do the others
that PROPAGATE_HEADERS names. Subgraphs are where the supergraph says, or where <NAME>_URL does.
All settings: docs/configuration.md.`;

const root = resolve(import.meta.dirname, '..');
const { values } = readArguments(help, {
  supergraph: { type: 'string' },
  port: { type: 'string' },
  config: { type: 'string' },
  'data-dir': { type: 'string', default: join(root, '.ursa') },
});

const needsKey = environment['JWKS_URL'] !== undefined && environment['PASSPORT_PRIVATE_KEY'] === undefined;

await runRouter({
  ...environment,
  ...(needsKey && { PASSPORT_PRIVATE_KEY: await developmentKey(resolve(values['data-dir'])) }),
  ...(values.supergraph !== undefined && { SUPERGRAPH: resolve(values.supergraph) }),
  ...(values.config !== undefined && { ROUTER_CONFIG: resolve(values.config) }),
  ...(values.port !== undefined && { PORT: values.port }),
});

async function developmentKey(dataDir: string): Promise<string> {
  await openDataDir(dataDir);
  const { signingKeys } = await loadOrCreateKeys(join(dataDir, 'keys'), ['router']);
  return JSON.stringify(signingKeys.get('router'));
}
