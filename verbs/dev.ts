import { join, resolve } from 'node:path';
import { SetupError, sentence } from '@ursa/setup';
import { createLog, createShutdown } from '@ursa/telemetry';
import { readArguments } from './arguments.ts';
import { readSubgraphList } from './compose/subgraph-list.ts';
import { environment, readConfig } from './config.ts';
import { tourTabs } from './demo/tour-tabs.ts';
import { childEnvironment } from './dev/child-environment.ts';
import { watchProcess } from './dev/watch-process.ts';
import { startHost } from './host/host.ts';
import { requireFreePort } from './host/port.ts';
import { startOutput } from './host/start-output.ts';

const help = `dev: work on subgraphs. They restart when a file changes.

  npx pnpm@12 dev                  everything in one process, restarted as a whole
  npx pnpm@12 dev posts comments   those as processes of their own, the rest in one

  --port N         where to serve (default: 4000, or PORT)
  --data-dir DIR   where everything is kept (default: .ursa)
  --help           this text

Processes of their own meet through RABBITMQ_URL and REDIS_URL; PostgreSQL may be embedded.`;

const root = resolve(import.meta.dirname, '..');
const { values, positionals } = readArguments(
  help,
  { port: { type: 'string' }, 'data-dir': { type: 'string', default: join(root, '.ursa') } },
  { allowPositionals: true },
);

const output = startOutput();
const log = createLog({ name: 'ursa', level: 'silent' });
const shutdown = createShutdown({ log });
shutdown.onSignals();

try {
  if (positionals.length === 0) watchWhole();
  else await watchSome(positionals);
} catch (error) {
  output.failed(sentence(error));
  await shutdown.stop('it could not start');
  process.exit(1);
}

function watchWhole(): void {
  const options = ['--data-dir', values['data-dir'], ...(values.port ? ['--port', values.port] : [])];
  const child = watchProcess('ursa', join(root, 'verbs', 'start.ts'), options);
  shutdown.step('the whole', child.stop);
}

async function watchSome(names: readonly string[]): Promise<void> {
  const config = readConfig();
  log.level = config.LOG_LEVEL;
  if (!config.RABBITMQ_URL || !config.REDIS_URL) {
    throw new SetupError(
      'Processes of their own meet through services: set RABBITMQ_URL and REDIS_URL, or run dev without names.',
    );
  }
  const list = new Map(readSubgraphList(root).map((entry) => [entry.name, entry]));
  const unknown = names.filter((name) => !list.has(name));
  if (unknown.length > 0) throw new SetupError(`supergraph.yaml lists no ${unknown.join(', ')}.`);
  const port = Number(values.port ?? config.PORT);
  await requireFreePort(port, config.HOST);

  const apart = new Map(names.map((name) => [name, list.get(name)?.url ?? '']));
  const host = await startHost({
    root,
    dataDir: resolve(values['data-dir']),
    config,
    apart,
    routerSettings: {
      explain: environment['EXPLAIN'] !== 'false',
      graphiql: { title: 'Ursa', tabs: tourTabs },
    },
    log,
    shutdown,
    onProgress: output.progress,
  });
  // The others ask those that stayed here over HTTP.
  for (const [name, subgraph] of host.subgraphs) {
    await subgraph.listen(Number(new URL(list.get(name)?.url ?? '').port), config.HOST);
  }
  for (const name of names) {
    const main = join(root, list.get(name)?.folder ?? '', 'src', 'main.ts');
    const child = watchProcess(
      name,
      main,
      [],
      childEnvironment(name, list.get(name)?.url ?? '', config, host),
    );
    shutdown.step(name, child.stop);
  }
  const url = `http://localhost:${await host.router.listen(port, config.HOST)}`;
  await host.router.ready;
  output.serving({ url, summary: host.summary, dataDir: values['data-dir'], demo: undefined });
}
