import type { PlanningSettings } from './engine/planning/planning.ts';
import type { ResumeSettings } from './engine/subscription/events.ts';
import type { WarmUpSettings } from './generation/warm-up.ts';
import type { OperationLimits } from './limits/operation-limits.ts';
import type { AuthorizationSettings } from './protection/authorization/authorization.ts';
import type { DemandSettings } from './protection/demand/demand.ts';
import type { RatesSettings } from './protection/rates/rates.ts';
import type { HeaderRulesByName } from './request/header-rules.ts';
import type { TrustedDocumentsSettings } from './request/trusted-documents.ts';
import type { ResilienceSettings } from './resilience/resilience-settings.ts';
import { defaultResilience } from './resilience/resilience-settings.ts';

/** A tab GraphiQL opens with. */
export interface GraphiqlTab {
  query: string;
  /** JSON text. */
  variables?: string;
  /** JSON text. */
  headers?: string;
}

/** The bounds and choices of one router. Each is in docs/configuration.md with its default. */
export interface RouterSettings {
  readonly limits: OperationLimits;
  readonly authorization: AuthorizationSettings;
  readonly demand: DemandSettings;
  readonly rates: RatesSettings;
  readonly documents: TrustedDocumentsSettings;
  /** What becomes of the request headers that go to subgraphs. */
  readonly headers: HeaderRulesByName;
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
  /** Whether operations may be explained, at `/explain` and `/graphql?explain`: for development. */
  readonly explain: boolean;
  /** Served at `/`; null: not served. */
  readonly graphiql: { readonly title: string; readonly tabs: readonly GraphiqlTab[] } | null;
  /** Origins besides the router's own whose pages may use the API. */
  readonly allowedOrigins: readonly string[];
  /**
   * Request headers that go on to the subgraphs with everything, lower-case names: where no keys of access tokens are
   * known, and subgraphs decide by themselves who asks.
   */
  readonly propagateHeaders: readonly string[];
  /** How many of our own proxies stand in front and write forwarding headers. */
  readonly trustedProxyHops: number;
  /** Largest request body. */
  readonly maxBodyBytes: number;
  /** Most operations in one HTTP request, as a list. 0: lists are not taken. */
  readonly batchMaxOperations: number;
  /** Answers of so many characters and more are compressed for clients that accept it. 0: none. */
  readonly compressionMinBytes: number;
  /** A client must have sent its whole request in this time. */
  readonly requestTimeoutMs: number;
  /** An idle keep-alive connection is closed after this time. */
  readonly keepAliveTimeoutMs: number;
  /** Most characters of documents kept validated. */
  readonly documentCacheLength: number;
  /** Most characters of normalised documents whose plans are kept. */
  readonly planCacheLength: number;
  /** Whether a fetch stops at entities that its own subgraph is then asked for once each, where that has shown to pay. */
  readonly splitFetches: boolean;
  /** Whether a fetch that is on its way for the same asker already is not sent again. */
  readonly shareFetches: boolean;
  /** How one subgraph's trouble is kept from everything else. */
  readonly resilience: ResilienceSettings;
  readonly planning: PlanningSettings;
  /** What is done before another supergraph serves. */
  readonly warmUp: WarmUpSettings;
  /** How the supergraph's file is watched. */
  readonly watch: WatchSettings;
  /** How a broken stream of a subgraph is taken up again. */
  readonly resume: ResumeSettings;
  /** Subgraphs whose answers depend on nobody: their streams, and what completes an event, may be shared by everybody. */
  readonly publicSubgraphs: readonly string[];
  /** Fields of Subscription, in other subgraphs, whose events depend on nobody. */
  readonly publicStreams: readonly string[];
  readonly streams: StreamSettings;
  /** On a stop, how long open connections are still answered before they are closed. */
  readonly lullMs: number;
  /** How long running requests may take to end on a stop. */
  readonly graceMs: number;
}

/** When a changed file is read. */
export interface WatchSettings {
  /** After a change, how long the file must rest before it is read. */
  readonly settleMs: number;
  /** How often it is looked at without any sign of a change. */
  readonly pollMs: number;
}

/** Bounds of WebSocket connections and event streams. */
export interface StreamSettings {
  /** Most connections in all. */
  readonly maxConnections: number;
  /** Most connections of one viewer. */
  readonly maxConnectionsPerViewer: number;
  /** Most connections without a viewer from one address. */
  readonly maxConnectionsPerAddress: number;
  /** Most running operations on one WebSocket. */
  readonly maxOperationsPerConnection: number;
  /** Largest message a client may send. */
  readonly maxMessageBytes: number;
  /** Most fragments of one message. */
  readonly maxMessageFragments: number;
  /** A client must introduce itself in this time. */
  readonly initTimeoutMs: number;
  /** Pings keep connections alive and find dead ones. */
  readonly pingIntervalMs: number;
  /** A client that takes nothing for this long is cut off. */
  readonly stallTimeoutMs: number;
  /** Most answers that wait for one connection to take them. */
  readonly maxQueuedAnswers: number;
  /** Most bytes of them; a single answer may be longer. */
  readonly maxQueuedBytes: number;
}

export const defaultSettings: RouterSettings = {
  // A thousand aliased log-ins in one request must reach the throttle that counts them.
  limits: {
    maxTokens: 50_000,
    maxDefinitions: 500,
    maxDirectives: 2_000,
    maxDepth: 20,
    maxAliases: 2_000,
    maxRootFields: 2_000,
    maxFields: 20_000,
    maxVariableValues: 20_000,
    maxVariableDepth: 20,
  },
  authorization: { rejectUnauthorized: false },
  demand: {
    maxCost: 100_000,
    listSize: 10,
    pageSize: 20,
    largestPage: 1_000,
    budgetPerViewer: 100_000_000,
    // Many people may stand behind one address.
    budgetPerAddress: 0,
    budgetWindowMs: 60_000,
  },
  rates: {
    perViewer: 60_000,
    perAddress: 3_000_000,
    windowMs: 60_000,
    // Identity counts as well, and more closely: it knows whose account is meant.
    fields: {
      'Mutation.logIn': '10000 per minute per address',
      'Mutation.signUp': '10000 per minute per address',
    },
  },
  documents: { mode: 'any', manifest: null },
  headers: { all: { insert: {}, remove: [] }, subgraphs: {} },
  introspection: true,
  explain: false,
  graphiql: { title: 'Ursa', tabs: [] },
  allowedOrigins: [],
  propagateHeaders: ['authorization'],
  trustedProxyHops: 0,
  maxBodyBytes: 1_000_000,
  batchMaxOperations: 0,
  compressionMinBytes: 1_024,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 65_000,
  documentCacheLength: 10_000_000,
  planCacheLength: 10_000_000,
  splitFetches: true,
  shareFetches: true,
  resilience: defaultResilience,
  planning: { timeoutMs: 5_000, maxQueued: 1_000 },
  warmUp: { operations: 1_000, timeoutMs: 30_000 },
  watch: { settleMs: 100, pollMs: 5_000 },
  resume: { firstMs: 100, maxMs: 5_000, giveUpAfterMs: 60_000 },
  publicSubgraphs: [],
  publicStreams: [],
  streams: {
    maxConnections: 10_000,
    maxConnectionsPerViewer: 100,
    maxConnectionsPerAddress: 1_000,
    maxOperationsPerConnection: 100,
    maxMessageBytes: 256_000,
    maxMessageFragments: 64,
    initTimeoutMs: 10_000,
    pingIntervalMs: 12_000,
    stallTimeoutMs: 10_000,
    maxQueuedAnswers: 1_000,
    maxQueuedBytes: 1_000_000,
  },
  lullMs: 200,
  graceMs: 10_000,
};
