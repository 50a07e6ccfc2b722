import { setTimeout as wait } from 'node:timers/promises';
import type { Passports, TrustedKeys } from '@ursa/passport';
import type { Log, Metrics } from '@ursa/telemetry';
import { createHealth } from '@ursa/telemetry';
import type { Mount, SubgraphTransport } from '@ursa/transport';
import { silenceApolloTelemetry } from './config.ts';
import type { Front } from './front.ts';
import { Generations } from './generation/generations.ts';
import { openCalls } from './generation/open-calls.ts';
import { Subgraphs } from './generation/subgraphs.ts';
import { httpServer } from './http/http-server.ts';
import { routes } from './http/routes.ts';
import { observations, observeConnections, observePlanning } from './observations.ts';
import type { PolicyChecks } from './protection/authorization/policies.ts';
import type { Buckets } from './protection/rates/buckets.ts';
import { inProcessBuckets } from './protection/rates/in-process-buckets.ts';
import { unknownFields } from './protection/rates/rates.ts';
import type { AccessKeys } from './request/access-keys.ts';
import { accessTokens } from './request/access-tokens.ts';
import { PersistedDocuments } from './request/persisted-documents.ts';
import { TrustedDocuments } from './request/trusted-documents.ts';
import type { RouterSettings } from './settings.ts';
import { defaultSettings } from './settings.ts';
import { everySubgraphAnswers } from './startup.ts';
import { Connections } from './streams/connections.ts';
import { InFlight } from './streams/in-flight.ts';
import { webSockets } from './streams/web-sockets.ts';

export interface RouterParts {
  /** The supergraph, as composition writes it. */
  supergraphSdl: string;
  /** How to reach a subgraph; `url` is the supergraph's own. The router closes what it is given. */
  transports(name: string, url: string): SubgraphTransport;
  /** Signs passports in the name `router`. @default none: the subgraphs are foreign */
  passports?: Passports | undefined;
  /** The public half of their key, told at `/.well-known/jwks.json`. @default none */
  passportKeys?: TrustedKeys;
  /** Verify access tokens. @default none: the subgraphs do, by the headers that `propagateHeaders` names */
  accessKeys?: AccessKeys | undefined;
  /** Decide on the policies that @policy names. @default none: no policy holds */
  policies?: PolicyChecks;
  /** Where what people use up is counted; the router closes it. @default in this process */
  buckets?: Buckets;
  /** What subgraphs serve on the public address beside GraphQL. @default nothing */
  mounts?: readonly Mount[];
  /** What differs from {@link defaultSettings}. */
  settings?: Partial<RouterSettings>;
  metrics: Metrics;
  log: Log;
}

export interface Router {
  /** Resolves with the port once requests are taken; rejects when the port is taken. */
  listen(port: number, host: string): Promise<number>;
  /** Resolves once every subgraph has answered, as `/ready` tells; false: the router was stopped before. */
  readonly ready: Promise<boolean>;
  /**
   * Serves another supergraph from now on; no request fails for it, and no stream. Rejects when it is not valid: then the
   * one before serves on.
   */
  swap(supergraphSdl: string): Promise<void>;
  /** Takes nothing new, finishes what runs, closes sockets with 1001; what lasts longer than the grace is cut off. */
  stop(): Promise<void>;
}

/** Starts a router over a supergraph. Rejects when the supergraph is not valid. */
export async function startRouter(parts: RouterParts): Promise<Router> {
  silenceApolloTelemetry();
  const { metrics, log, passports, passportKeys = { keys: [] }, mounts = [] } = parts;
  const settings: RouterSettings = {
    ...defaultSettings,
    ...parts.settings,
    // Who is known here is told by passports: nothing of a client's own goes on.
    ...(parts.accessKeys && { propagateHeaders: [] }),
  };
  const observed = observations(metrics, log);
  const tokens = parts.accessKeys ? accessTokens(parts.accessKeys) : null;
  const subgraphs = new Subgraphs(
    openCalls({
      transports: parts.transports,
      passports,
      verifySubject: tokens?.verify,
      observe: observed.fetched,
      ...settings,
      metrics,
      log,
    }),
  );
  // What people have used up outlives a supergraph.
  const buckets = parts.buckets ?? inProcessBuckets();
  const generations = await Generations.open(parts.supergraphSdl, {
    subgraphs,
    settings,
    policies: parts.policies,
    buckets,
    observations: observed,
    log,
  });

  // The defaults are those of the project's own supergraph.
  for (const field of unknownFields(generations.current.engine.schema, settings.rates.fields)) {
    if (!(field in defaultSettings.rates.fields))
      log.warn({ field }, 'A rate is set for no field of the schema');
  }

  const stopping = new AbortController();
  const front: Front = {
    get engine() {
      return generations.current.engine;
    },
    get documents() {
      return generations.current.documents;
    },
    trusted: new TrustedDocuments(settings.documents, log),
    persisted: new PersistedDocuments(settings.documentCacheLength),
    tokens,
    connections: new Connections(settings.streams),
    inFlight: new InFlight(),
    observations: observed,
    settings,
    log,
    stopping: stopping.signal,
  };
  observePlanning(metrics, () => generations.current.queuedPlans());
  observeConnections(metrics, () => front.connections.open);
  const health = createHealth({ metrics, log });
  const sockets = webSockets(front);
  const http = httpServer(routes(front, health, passportKeys, mounts), settings, mounts);
  http.server.on('upgrade', sockets.upgrade);
  const transports = subgraphs.transports(generations.current.subgraphs);
  const ready = everySubgraphAnswers(transports, passports, stopping.signal, log).then((all) => {
    if (all) health.started();
    return all;
  });

  return {
    ready,
    listen: http.listen,
    swap: (sdl) => generations.swap(sdl),
    async stop() {
      health.stopping();
      await http.settle(settings.lullMs);
      stopping.abort();
      const deadline = performance.now() + settings.graceMs;
      const closed = http.close(settings.graceMs);
      await Promise.race([front.inFlight.idle(), wait(settings.graceMs, undefined, { ref: false })]);
      await sockets.close(Math.max(1_000, deadline - performance.now()));
      await closed;
      await generations.close();
      await buckets.close();
    },
  };
}
