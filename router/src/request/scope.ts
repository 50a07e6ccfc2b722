import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Log } from '@ursa/telemetry';
import { requestLog } from '@ursa/telemetry';
import type { Explanation } from '../explain/explanation.ts';
import type { Client } from './client.ts';
import { isPlainLocalhost } from './client.ts';
import type { Subject } from './subject.ts';

/** What an operation costs, or what those of a list do together. */
export interface Cost {
  /** What was estimated before it ran. */
  readonly estimated: number;
  /** What was fetched; undefined: nobody has counted it. */
  readonly actual?: number | undefined;
}

/** One operation's travel through the router: on whose behalf it runs, and what it gathers on the way. */
export interface Scope {
  readonly requestId: string;
  /** Whoever the rest of the operation runs for; a reply that names a new subject changes it. */
  subject: Subject | null;
  /** The client's network address. */
  readonly address: string | null;
  /** Request headers that travel to subgraphs with everything. */
  readonly headers: Readonly<Record<string, string>>;
  /** Those that travel with the root fields of a mutation alone. */
  readonly mutationHeaders: Readonly<Record<string, string>>;
  /** `set-cookie` values of subgraph replies. */
  readonly cookies: string[];
  /** Kind and name of the operation, once they are known: `query PostPage`. */
  operation: string | null;
  /** Known from its admission on, also when that is refused. */
  cost: Cost | null;
  /** Whether the client wants to know what the operation costs. */
  readonly tellsCost?: boolean | undefined;
  /** Told when the operation is refused until later, in milliseconds from now. */
  readonly retryAfter?: ((ms: number) => void) | undefined;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Told of every fetch, when the operation is to be explained. */
  readonly explanation?: Explanation;
}

/** A scope under a fresh request id: a client's own id never counts. */
export function openScope(parts: Omit<Scope, 'requestId' | 'cookies' | 'operation' | 'cost'>): Scope {
  const requestId = randomUUID();
  let log: Log | undefined;
  return {
    ...parts,
    requestId,
    cookies: [],
    operation: null,
    cost: null,
    // Most requests have nothing to log but their one line.
    get log() {
      log ??= requestLog(parts.log, requestId);
      return log;
    },
  };
}

/**
 * What of a request a mutation of ours may see: whether the client wants its session in cookies and has a refresh token in
 * one, whether such cookies can be Secure, and which program it is. Everything else stays outside.
 */
export function mutationHeaders(
  headers: IncomingHttpHeaders,
  refreshToken: string | undefined,
  client: Client,
): Record<string, string> {
  const session = headers['ursa-session'];
  const agent = headers['user-agent'];
  return {
    // Secure cookies have no footing over plain HTTP on localhost; anywhere else they must be Secure.
    'ursa-forwarded-proto': isPlainLocalhost(client) ? 'http' : 'https',
    ...(typeof session === 'string' && { 'ursa-session': session }),
    ...(refreshToken !== undefined && { 'ursa-refresh-token': refreshToken }),
    ...(agent !== undefined && { 'user-agent': agent.slice(0, 256) }),
  };
}
