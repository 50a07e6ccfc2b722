import { resolve } from 'node:path';
import { readArguments } from './arguments.ts';
import { apiClient } from './demo/client.ts';
import { loadDemoWorld } from './demo/load-demo-world.ts';
import { loadSecrets } from './host/data-dir.ts';
import { fail, ok } from './output.ts';

const help = `demo: fill a running supergraph with the demo world, through its public API.

  npx pnpm@12 demo [options]

  --url URL        the API (default: http://localhost:4000/graphql)
  --data-dir DIR   where the password of its people is kept (default: .ursa)
  --help           this text`;

const { values } = readArguments(help, {
  url: { type: 'string', default: 'http://localhost:4000/graphql' },
  'data-dir': { type: 'string', default: resolve(import.meta.dirname, '..', '.ursa') },
});

try {
  const { demoPassword } = await loadSecrets(resolve(values['data-dir']));
  await loadDemoWorld(apiClient(values.url), demoPassword);
  ok(`The demo world is there: log in as ada with ${demoPassword}`);
} catch (error) {
  fail((error as Error).message);
  process.exit(1);
}
