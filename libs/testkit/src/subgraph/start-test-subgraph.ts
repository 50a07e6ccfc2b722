import type { Broker } from '@ursa/broker';
import type { Db, StatementCounter } from '@ursa/database';
import type { EventEnvelope, NewEvent } from '@ursa/events';
import type { Live } from '@ursa/live';
import type { Passports, SigningKey } from '@ursa/passport';
import { createPassports, createVerifier, generateKey, publicKeys } from '@ursa/passport';
import type { Environment } from '@ursa/setup';
import type { RunningSubgraph, SubgraphDefinition, SubgraphSettings } from '@ursa/subgraph-kit';
import { startSubgraph } from '@ursa/subgraph-kit';
import type { Log } from '@ursa/telemetry';
import { createLog, createMetrics } from '@ursa/telemetry';
import type { SubgraphResponse } from '@ursa/transport';
import { onFileEnd } from '../file-end.ts';
import type { TestDatabase } from '../test-database.ts';
import { testDatabase } from '../test-database.ts';
import { testBroker } from './test-broker.ts';
import { emittedEvents, receiver } from './test-events.ts';
import { testLive } from './test-live.ts';
import type { TestOperation } from './test-operation.ts';
import { requestOf } from './test-operation.ts';
import type { TestPeer } from './test-peer.ts';
import { testPeer } from './test-peer.ts';

export interface TestSubgraphOptions {
  /** Stand-ins for the subgraphs it asks, by name. Asking any other one fails. */
  readonly peers?: Readonly<Record<string, TestPeer>>;
  /** Tables of a subgraph that has no migrations. */
  readonly tables?: Record<string, unknown>;
  /** What its `config` reads. @default {} */
  readonly environment?: Environment;
  readonly settings?: Partial<SubgraphSettings>;
  /** The router's key. @default a fresh one */
  readonly routerKey?: SigningKey;
  /** Whether relay and consumers run; without them only operations send statements. @default true */
  readonly events?: boolean;
  /** @default the adapters that RABBITMQ_URL and REDIS_URL name, or the in-process ones */
  readonly broker?: Broker;
  readonly live?: Live;
  /** @default says nothing, unless LOG_LEVEL is set */
  readonly log?: Log;
}

/** A subgraph that runs on a database of its own, and the ways a test reaches it. */
export interface TestSubgraph<Services = unknown> {
  readonly running: RunningSubgraph<Services>;
  readonly services: Services;
  readonly database: TestDatabase;
  readonly db: Db;
  readonly statements: StatementCounter;
  readonly live: Live;
  readonly broker: Broker;
  /** Passports as the router issues them. */
  readonly passports: Passports;
  /** A query or mutation, as the router sends it. */
  execute(operation: TestOperation): Promise<SubgraphResponse>;
  /** A subscription; it starts with the first `next` and ends with `return`. */
  subscribe(operation: TestOperation): AsyncIterableIterator<SubgraphResponse>;
  /** Hands events of other subgraphs to its consumers; rejects unless each took effect (now or before). */
  receive(...events: readonly NewEvent[]): Promise<void>;
  /** The events it emitted so far, oldest first. */
  emitted(): Promise<EventEnvelope[]>;
  /** Serves HTTP and WebSocket on a free port; the URL of its GraphQL endpoint. */
  listen(): Promise<string>;
  /** Done after the last test of the file in any case. */
  stop(): Promise<void>;
}

/** Starts a subgraph as the host does, on a fresh database, with keys of the router and the peers to call it under. */
export async function startTestSubgraph<Loaders, Services, Config>(
  definition: SubgraphDefinition<Loaders, Services, Config>,
  options: TestSubgraphOptions = {},
): Promise<TestSubgraph<Services>> {
  const { name } = definition;
  const { peers = {}, tables, environment = {}, settings, events = true } = options;
  const database = await testDatabase({ ...definition, ...(tables && { tables }) });
  const router = options.routerKey ?? generateKey('router');
  const callers = Object.keys(peers).map((peer) => [peer, generateKey(peer)] as const);
  const passports = createPassports({ issuer: 'router', privateKey: router });
  const issuers = new Map([['router', passports]]);
  for (const [issuer, privateKey] of callers) issuers.set(issuer, createPassports({ issuer, privateKey }));
  const broker =
    options.broker ??
    (await testBroker(events ? definition : { ...definition, publishes: [], consumes: [] }));
  const live = options.live ?? testLive();
  const log = options.log ?? createLog({ name, level: logLevel });

  const running = await startSubgraph(definition, {
    database,
    broker,
    live,
    verifier: createVerifier({
      audience: name,
      trustedKeys: publicKeys([router, ...callers.map(([, key]) => key)]),
    }),
    passports: createPassports({ issuer: name, privateKey: generateKey(name) }),
    peers(peer) {
      const known = peers[peer];
      if (!known) throw new Error(`This test has no stand-in for ${peer}.`);
      return testPeer(known);
    },
    log,
    metrics: createMetrics({ defaults: false }),
    environment,
    migrate: false,
    events,
    ...(settings && { settings }),
  });
  const stop = () => running.stop(1_000);
  onFileEnd(stop);
  await running.flowing;

  return {
    running,
    services: running.services,
    database,
    db: database.db,
    statements: database.statements,
    live,
    broker,
    passports,
    execute: (operation) => running.execute(requestOf(issuers, name, operation)),
    subscribe: (operation) =>
      running
        .subscribe(requestOf(issuers, name, operation))
        [Symbol.asyncIterator]() as AsyncIterableIterator<SubgraphResponse>,
    receive: receiver(definition, database, log),
    emitted: () => emittedEvents(database),
    listen: async () => `http://127.0.0.1:${await running.listen(0, '127.0.0.1')}/graphql`,
    stop,
  };
}

const logLevel = (process.env['LOG_LEVEL'] ?? 'silent') as 'silent';
