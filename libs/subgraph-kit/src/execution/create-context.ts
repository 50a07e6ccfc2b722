import type { Db, Tx } from '@ursa/database';
import type { Live } from '@ursa/live';
import type { Passport } from '@ursa/passport';
import type { Log } from '@ursa/telemetry';
import { requestLog } from '@ursa/telemetry';
import type { Peers } from '../asking/create-ask.ts';
import { createAsk } from '../asking/create-ask.ts';
import { createReply } from '../reply.ts';
import type { Context, RequestContext } from './context.ts';

/** What all operations of a running subgraph share. */
export interface ContextParts {
  readonly db: Db;
  readonly live: Live;
  readonly log: Log;
  readonly services: unknown;
  readonly way: Peers;
  readonly loaders: (context: RequestContext) => unknown;
}

/** What one operation brings. */
export interface Caller {
  readonly passport: Passport;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** The context of one operation, with loaders of its own. */
export function createContext(parts: ContextParts, caller: Caller): Context {
  const { db, live, services, way, loaders } = parts;
  const { passport, requestId, headers, signal } = caller;
  const { viewer, session, address, issuer } = passport;
  const base: RequestContext = {
    viewer,
    session,
    caller: issuer,
    address,
    requestId,
    headers,
    db,
    live,
    services,
    ask: createAsk(way, { viewer, session, address, requestId, signal }),
    reply: createReply(),
    signal,
    log: requestLog(parts.log, requestId),
  };
  return withLoaders(base, loaders);
}

/** The same operation with fresh loaders: the next event of a subscription. */
export function renewed(parts: ContextParts, context: Context): Context {
  return withLoaders(context, parts.loaders);
}

function withLoaders(base: RequestContext, makeLoaders: ContextParts['loaders']): Context {
  const context = {
    ...base,
    loaders: makeLoaders(base),
    renewLoaders() {
      context.loaders = makeLoaders(context);
    },
    within(tx: Tx) {
      // A transaction offers all that the database does; nesting makes savepoints.
      return withLoaders({ ...context, db: tx as Db }, makeLoaders);
    },
  };
  return context as Context;
}
