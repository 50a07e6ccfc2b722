import { migrate } from '@ursa/database';
import { createHealth } from '@ursa/telemetry';
import { sql } from 'drizzle-orm';
import { announcerOf } from './announcer.ts';
import { createAsk } from './asking/create-ask.ts';
import type { ServiceDeps, SubgraphDefinition } from './define-subgraph.ts';
import { startEventFlow } from './event-flow.ts';
import { openExecution } from './execution/open-execution.ts';
import { openFront } from './http/open-front.ts';
import type { RunningSubgraph, SubgraphRuntime } from './running-subgraph.ts';
import { defaultSettings } from './settings.ts';

/** Starts a subgraph in this process: tables, relay, consumers, schema. It listens only when told to. */
export async function startSubgraph<Loaders, Services, Config>(
  definition: SubgraphDefinition<Loaders, Services, Config>,
  runtime: SubgraphRuntime,
): Promise<RunningSubgraph<Services>> {
  const { name } = definition;
  const { database, live, verifier, passports, peers, metrics } = runtime;
  const settings = { ...defaultSettings, ...runtime.settings };
  const log = runtime.log.child({ subgraph: name });
  const { migrations: folder } = definition;
  if (folder && runtime.migrate !== false) await migrate(database, { folder });

  const way = { passports, peers, askDeadlineMs: settings.askDeadlineMs };
  const ask = createAsk(way, { viewer: null, session: null, address: null, requestId: name });
  const config = definition.config?.(runtime.environment ?? {}) as Config;
  const { publicUrl } = runtime;
  const own = { name, config, db: database.db, live, log, metrics, ask };
  const deps: ServiceDeps<Config> = { ...own, ...(publicUrl && { publicUrl }) };
  const services = (await definition.services?.(deps)) as Services;
  const full = { ...deps, services };
  const routes = definition.routes?.(full) ?? {};
  const mounts = definition.http ? [definition.http(full)] : [];

  const shared = { db: database.db, live, log, services, way };
  const execution = openExecution(definition, { ...shared, verifier, metrics, settings });
  const checks = { database: () => database.db.execute(sql`select 1`) };
  const health = createHealth({ metrics, log, checks });
  const front = await openFront(execution, { verifier, health, routes, mounts, settings, log });
  const startBackground = async () => definition.background?.(full);
  const announcer = announcerOf(definition, services, live);
  const flow = await startEventFlow(definition, { ...runtime, announcer }, settings.housekeepingMs, log);
  const stopBackground = await startBackground().catch(async (error: unknown) => {
    await Promise.all([front.stop(0), flow.stop(0)]);
    throw error;
  });
  health.started();

  const stop = async (graceMs: number) => {
    health.stopping();
    await front.settle(settings.lullMs);
    await Promise.all([front.stop(graceMs), execution.work.stop(graceMs)]);
    await stopBackground?.();
    await flow.stop(graceMs);
  };
  let stopped: Promise<void> | undefined;
  return {
    name,
    services,
    mounts,
    flowing: flow.ready,
    ...execution.door,
    route: async (request) => routes[new URL(request.url).pathname]?.(request),
    listen: front.listen,
    stop(graceMs = settings.graceMs) {
      stopped ??= stop(graceMs);
      return stopped;
    },
  };
}
