import type { Db, Tx } from '@ursa/database';
import type { SessionId, UserId } from '@ursa/ids';
import type { Live } from '@ursa/live';
import type { Log } from '@ursa/telemetry';
import type { Ask } from '../asking/ask.ts';
import type { Reply } from '../reply.ts';

/** What every operation knows before its loaders are made; loaders are functions of it. */
export interface RequestContext<Services = unknown> {
  /** Who is asking; null: nobody is logged in. */
  readonly viewer: UserId | null;
  readonly session: SessionId | null;
  /** Who signed the passport: `router`, or the subgraph that asks on the viewer's behalf. */
  readonly caller: string;
  /** The client's network address, as the router saw it. */
  readonly address: string | null;
  readonly requestId: string;
  /** The client's `ursa-…` headers and `user-agent`; names in lower case, the passport left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly db: Db;
  readonly live: Live;
  readonly services: Services;
  /** Asks another subgraph about its entities, as this viewer. */
  readonly ask: Ask;
  /** What travels back beside the data. */
  readonly reply: Reply;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** What resolvers get: `Context<ReturnType<typeof loaders>, Services>`. */
export interface Context<Loaders = unknown, Services = unknown> extends RequestContext<Services> {
  /** Fresh per operation, and per event of a subscription. */
  readonly loaders: Loaders;
  /** Forgets what was loaded: after a write, so that the answer shows it. */
  renewLoaders(): void;
  /** The same operation inside a transaction: its `db` and `loaders` read and write there, on the one connection. */
  within(tx: Tx): this;
}
