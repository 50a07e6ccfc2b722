import type { Broker } from '@ursa/broker';
import type { Database } from '@ursa/database';
import type { Live } from '@ursa/live';
import type { Passports, Verifier } from '@ursa/passport';
import type { Environment } from '@ursa/setup';
import type { Log, Metrics } from '@ursa/telemetry';
import type { Mount, SubgraphRequest, SubgraphResponse, SubgraphTransport } from '@ursa/transport';
import type { SubgraphSettings } from './settings.ts';

/** What a process brings to a subgraph it starts. */
export interface SubgraphRuntime {
  /** Opened with this subgraph's own role and schema. */
  readonly database: Database;
  readonly broker: Broker;
  readonly live: Live;
  /** Verifies passports addressed to this subgraph. */
  readonly verifier: Verifier;
  /** Issues passports in this subgraph's own name, for what it asks others. */
  readonly passports: Passports;
  readonly peers: (name: string) => SubgraphTransport;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Where the subgraph's own `config` reads. @default {} */
  readonly environment?: Environment;
  /** Where clients reach the one public address that also serves what this subgraph mounts. */
  readonly publicUrl?: () => string;
  /** @default the documented defaults */
  readonly settings?: Partial<SubgraphSettings>;
  /** Whether to bring the tables up to date first. @default true */
  readonly migrate?: boolean;
  /** Whether its relay and consumers run in this process. @default true */
  readonly events?: boolean;
}

/** A subgraph that serves. */
export interface RunningSubgraph<Services = unknown> {
  readonly name: string;
  readonly services: Services;
  /** Answers a query or mutation in this process; the passport is verified like everywhere else. */
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** Runs a subscription in this process; ends when the request's signal is aborted. */
  subscribe(request: SubgraphRequest): AsyncIterable<SubgraphResponse>;
  /** Answers one of its public routes in this process; undefined: there is no such route. */
  route(request: Request): Promise<Response | undefined>;
  /** What it serves beside GraphQL, for whoever has the public address. */
  readonly mounts: readonly Mount[];
  /** Resolves once events flow: what others emit arrives, and commits of its own wake its relay. */
  readonly flowing: Promise<void>;
  /** Serves HTTP and WebSocket. Resolves with the port it got. */
  listen(port: number, host: string): Promise<number>;
  /** Stops taking work, lets running work end for at most `graceMs`, and stops its background work. */
  stop(graceMs?: number): Promise<void>;
}
