import type { Db } from '@ursa/database';
import type { AnyEventContract } from '@ursa/events';
import type { Live } from '@ursa/live';
import type { Announcement, EventConsumer, Rebuild, Snapshot } from '@ursa/outbox';
import type { Environment } from '@ursa/setup';
import type { Log, Metrics } from '@ursa/telemetry';
import type { Mount } from '@ursa/transport';
import type { Ask } from './asking/ask.ts';
import { contractProblem } from './contract-problem.ts';
import type { RequestContext } from './execution/context.ts';

/** What a process gives to the services of a subgraph. */
export interface ServiceDeps<Config = unknown> {
  readonly name: string;
  readonly config: Config;
  readonly db: Db;
  readonly live: Live;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Asks another subgraph as nobody, or as the viewer the question names. */
  readonly ask: Ask;
  /** Where clients reach the one public address, once it is known; absent: this process has none. */
  readonly publicUrl?: () => string;
}

/** A plain HTTP route: no passport, no viewer. For what must be public, like a key set. */
export type Route = (request: Request) => Response | Promise<Response>;

/** Work that runs beside requests; returns what stops it. */
export type Stop = () => void | Promise<void>;

/** Everything the host needs to know of a subgraph; reads like a table of contents. */
export interface SubgraphDefinition<Loaders = unknown, Services = unknown, Config = unknown> {
  /** Also the name of its Postgres schema, its role and its queues. */
  readonly name: string;
  /** Its SDL, or where that is: hand-written (the shared parts are added) or generated. */
  readonly schema: URL | string;
  /** The folder of drizzle-kit's SQL files; absent: it keeps nothing. */
  readonly migrations?: URL | string;
  readonly resolvers: object;
  /** The DataLoaders of one operation. */
  readonly loaders?: (context: RequestContext<Services>) => Loaders;
  /** What lives as long as the process: hashers, signers, throttles. */
  readonly services?: (deps: ServiceDeps<Config>) => Services | Promise<Services>;
  /** Reads this subgraph's own settings; throws one error that names them all. */
  readonly config?: (environment: Environment) => Config;
  /** The events it owns and emits. */
  readonly publishes?: readonly AnyEventContract[];
  readonly consumes?: readonly EventConsumer[];
  /** What it holds, told as events: for others that keep something of it and must be told again. */
  readonly snapshots?: readonly Snapshot[];
  /** What it keeps of others and can be told again (`ops rebuild`). */
  readonly rebuild?: Rebuild;
  /**
   * Runs before its live events are announced, so after their commit: where caches forget. What throws is tried again,
   * and nobody is told of the events before it worked: at least once, whatever dies on the way.
   */
  readonly announcing?: (events: readonly Announcement[], services: Services) => Promise<void>;
  /** Public routes by path, answered to GET. */
  readonly routes?: (
    deps: ServiceDeps<Config> & { readonly services: Services },
  ) => Readonly<Record<string, Route>>;
  /** Paths of its own with bodies of any size, for what GraphQL does not carry; on the public address, too. */
  readonly http?: (deps: ServiceDeps<Config> & { readonly services: Services }) => Mount;
  readonly background?: (deps: ServiceDeps<Config> & { readonly services: Services }) => Stop | Promise<Stop>;
}

// biome-ignore lint/suspicious/noExplicitAny: any subgraph, whatever its loaders, services and settings
export type AnySubgraph = SubgraphDefinition<any, any, any>;

/**
 * Declares a subgraph. Throws when what it publishes and consumes is not exactly what the contracts give it, so
 * that a forgotten consumer is found when the process starts.
 */
export function defineSubgraph<Loaders = unknown, Services = unknown, Config = unknown>(
  definition: SubgraphDefinition<Loaders, Services, Config>,
): SubgraphDefinition<Loaders, Services, Config> {
  const problem = contractProblem(definition);
  if (problem !== undefined) throw new Error(problem);
  return definition;
}
