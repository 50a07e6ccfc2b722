import { join, resolve } from 'node:path';
import { styleText } from 'node:util';
import { SetupError, sentence } from '@ursa/setup';
import { createLog, createShutdown, openTracing } from '@ursa/telemetry';
import { readArguments } from './arguments.ts';
import { environment, readConfig } from './config.ts';
import { ensureDemoWorld } from './demo/ensure-demo-world.ts';
import { tourTabs } from './demo/tour-tabs.ts';
import { startHost } from './host/host.ts';
import { requireFreePort } from './host/port.ts';
import { startOutput } from './host/start-output.ts';

const help = `start: the whole supergraph in one process.

  npx pnpm@12 start [options]

  --port N         where to serve (default: 4000, or PORT)
  --data-dir DIR   where everything is kept (default: .ursa)
  --no-demo        without the demo world
  --help           this text

PostgreSQL, RabbitMQ and Redis are embedded, unless the environment names others:
POSTGRES_URL, RABBITMQ_URL, REDIS_URL. All settings: docs/configuration.md.`;

const root = resolve(import.meta.dirname, '..');
const { values } = readArguments(help, {
  port: { type: 'string' },
  'data-dir': { type: 'string', default: join(root, '.ursa') },
  'no-demo': { type: 'boolean', default: false },
});

const output = startOutput();
const log = createLog({ name: 'ursa', level: 'silent' });
const shutdown = createShutdown({ log });

try {
  const config = readConfig();
  log.level = config.LOG_LEVEL;
  const port = values.port === undefined ? config.PORT : portOf(values.port);
  const dataDir = resolve(values['data-dir']);
  await requireFreePort(port, config.HOST);
  shutdown.onSignals();
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  shutdown.step('traces', await openTracing({ service: 'ursa', endpoint }));

  const host = await startHost({
    root,
    dataDir,
    config,
    routerSettings: {
      explain: environment['EXPLAIN'] !== 'false',
      graphiql: { title: 'Ursa', tabs: tourTabs },
    },
    log,
    shutdown,
    onProgress: output.progress,
  });
  const url = `http://localhost:${await host.router.listen(port, config.HOST)}`;
  await host.router.ready;
  const demo = values['no-demo']
    ? undefined
    : await ensureDemoWorld({
        url: `${url}/graphql`,
        password: host.secrets.demoPassword,
        onProgress: output.progress,
      });
  output.serving({ url, summary: host.summary, dataDir, demo });
} catch (error) {
  output.failed(sentence(error));
  await shutdown.stop('it could not start');
  process.exit(1);
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new SetupError(`--port takes a number from 0 to 65535, not ${styleText('bold', text)}.`);
}
