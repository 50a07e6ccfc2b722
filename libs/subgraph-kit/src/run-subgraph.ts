import { openRabbitBroker } from '@ursa/broker';
import { redisLive } from '@ursa/live';
import { armFailpoint } from '@ursa/outbox';
import { createPassports, createVerifier } from '@ursa/passport';
import { sentence } from '@ursa/setup';
import type { Log, Shutdown } from '@ursa/telemetry';
import { createLog, createMetrics, createShutdown, openTracing } from '@ursa/telemetry';
import type { AnySubgraph } from './define-subgraph.ts';
import type { ProcessConfig } from './process/config.ts';
import { processEnvironment, readProcessConfig } from './process/config.ts';
import { openOwnDatabase } from './process/open-database.ts';
import { openPeers } from './process/open-peers.ts';
import { peerUrls } from './process/peer-urls.ts';
import { startSubgraph } from './start-subgraph.ts';

/**
 * Runs a subgraph as a process of its own, from the environment, until SIGTERM or SIGINT. What keeps it from
 * starting is told in one sentence, and the process exits with 1.
 */
export async function runSubgraph(definition: AnySubgraph): Promise<void> {
  const { name } = definition;
  let shutdown: Shutdown | undefined;
  try {
    const config = readProcessConfig(name, processEnvironment);
    const log = createLog({ name, level: config.logLevel });
    shutdown = createShutdown({ log, stepTimeoutMs: config.settings.graceMs + 5_000 });
    shutdown.onSignals();
    armFailpoint(config.failpoint);
    shutdown.step('traces', await openTracing({ service: name, endpoint: config.otlpEndpoint }));
    await serve(definition, config, log, shutdown);
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`);
    await shutdown?.stop('it could not start');
    process.exit(1);
  }
}

async function serve(
  definition: AnySubgraph,
  config: ProcessConfig,
  log: Log,
  shutdown: Shutdown,
): Promise<void> {
  const { name } = definition;
  const { privateKey, trustedKeys, settings, host } = config;
  const urls = peerUrls(config.supergraphFile, processEnvironment);

  const database = await openOwnDatabase(name, config, log);
  shutdown.step('database', () => database.close());
  const broker = await openRabbitBroker({
    url: config.rabbitmqUrl,
    log,
    settings: { prefix: config.rabbitmqPrefix },
  });
  shutdown.step('broker', () => broker.close());
  const { redisUrl, redisPrefix } = config;
  const connectionName = `${redisPrefix}ursa-${name}`;
  const live = redisLive({ url: redisUrl, connectionName, channelPrefix: redisPrefix, log });
  shutdown.step('live', () => live.close());
  const peers = openPeers(urls);
  shutdown.step('peers', () => peers.close());

  const running = await startSubgraph(definition, {
    database,
    broker,
    live,
    verifier: createVerifier({ audience: name, trustedKeys }),
    passports: createPassports({ issuer: name, privateKey }),
    peers: peers.peer,
    log,
    metrics: createMetrics(),
    environment: processEnvironment,
    settings,
  });
  shutdown.step('subgraph', () => running.stop(settings.graceMs));
  const port = await running.listen(config.port ?? portOf(urls.get(name)), host);
  log.info({ url: `http://${host}:${port}/graphql` }, 'serving');
}

function portOf(url: string | undefined): number {
  return url === undefined ? 0 : Number(new URL(url).port || 80);
}
