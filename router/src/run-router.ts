import { readFile } from 'node:fs/promises';
import { createPassports, publicKeys } from '@ursa/passport';
import type { Environment } from '@ursa/setup';
import { SetupError, sentence } from '@ursa/setup';
import type { Shutdown } from '@ursa/telemetry';
import { createLog, createMetrics, createShutdown, openTracing } from '@ursa/telemetry';
import { httpTransport } from '@ursa/transport';
import type { RouterConfig } from './config.ts';
import { readConfig, urlVariable } from './config.ts';
import { watchSupergraph } from './generation/watch-supergraph.ts';
import { redisBuckets } from './protection/rates/redis-buckets.ts';
import { remoteAccessKeys } from './request/access-keys.ts';
import type { RouterParts } from './router.ts';
import { startRouter } from './router.ts';

/**
 * Runs a router as a process of its own until SIGTERM or SIGINT. What keeps it from starting is told in one sentence,
 * and the process exits with 1.
 */
export async function runRouter(environment: Environment): Promise<void> {
  let shutdown: Shutdown | undefined;
  try {
    const config = readConfig(environment);
    const log = createLog({ name: 'router', level: config.logLevel });
    shutdown = createShutdown({ log, stepTimeoutMs: config.settings.graceMs + 5_000 });
    shutdown.onSignals();
    shutdown.step('traces', await openTracing({ service: 'router', endpoint: config.otlpEndpoint }));
    const supergraphSdl = await readSupergraph(config.supergraphFile);
    const router = await startRouter({
      supergraphSdl,
      transports: transportsFor(config),
      ...(config.privateKey && {
        passports: createPassports({ issuer: 'router', privateKey: config.privateKey }),
        passportKeys: publicKeys([config.privateKey]),
      }),
      accessKeys: config.jwksUrl ? remoteAccessKeys(config.jwksUrl, config.subgraphTimeoutMs) : undefined,
      settings: config.settings,
      ...(config.redis && {
        buckets: redisBuckets({
          url: config.redis.url,
          keyPrefix: `${config.redis.prefix}ursa:buckets:`,
          log,
        }),
      }),
      metrics: createMetrics(),
      log,
    });
    if (!config.jwksUrl) log.warn('JWKS_URL is not set: subgraphs decide by themselves who asks');
    shutdown.step('router', () => router.stop());
    const stopWatching = watchSupergraph({
      file: config.supergraphFile,
      text: supergraphSdl,
      ...config.settings.watch,
      log,
      onChange: (text) => router.swap(text),
    });
    shutdown.step('watching the supergraph', stopWatching);
    const port = await router.listen(config.port, config.host);
    log.info({ url: `http://${config.host}:${port}/graphql` }, 'serving');
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`);
    await shutdown?.stop('it could not start');
    process.exit(1);
  }
}

function transportsFor(config: RouterConfig): RouterParts['transports'] {
  return (name, told) => {
    const url = config.subgraphUrl(name) ?? told;
    if (!URL.canParse(url)) {
      throw new SetupError(`The subgraph "${name}" has no URL: name it in ${urlVariable(name)}.`);
    }
    return httpTransport({ name, url, timeoutMs: config.subgraphTimeoutMs });
  };
}

async function readSupergraph(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SetupError(`The supergraph ${file} cannot be read: name it in SUPERGRAPH.`, { cause: error });
  }
}
