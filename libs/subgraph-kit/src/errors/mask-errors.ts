import { randomUUID } from 'node:crypto';
import { CursorAhead } from '@ursa/live';
import type { Log } from '@ursa/telemetry';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { PeerUnavailable } from '../asking/peer-unavailable.ts';
import { isRequestError } from './request-error.ts';

/** What a client is told of an error that is not its business. */
const maskedMessage = 'Something went wrong here. When you report it, quote the request id.';

/** Where an error happened. */
export interface ErrorPlace {
  readonly requestId: string;
  /** The log of that request. */
  readonly log: Log;
}

/**
 * What the client is told: errors raised on purpose as they are, everything else under a request id. The whole
 * story goes to the log.
 */
export function maskErrors(errors: readonly GraphQLError[], place: ErrorPlace): GraphQLFormattedError[] {
  return errors.map((error) => maskError(error, place));
}

/** The same for a fault outside of any operation: it gets an id of its own. */
export function maskFault(fault: unknown, log: Log): GraphQLFormattedError {
  const requestId = randomUUID();
  log.error({ err: fault, requestId }, 'a request failed');
  return { message: maskedMessage, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } };
}

function maskError(error: GraphQLError, { requestId, log }: ErrorPlace): GraphQLFormattedError {
  const cause = rootOf(error);
  const { message, locations, path } = error;
  const where = { ...(locations && { locations }), ...(path && { path }) };
  if (isRequestError(cause)) {
    return { message, ...where, extensions: { ...cause.extensions } };
  }
  if (cause instanceof PeerUnavailable) {
    log.warn({ err: cause, path }, 'a peer does not answer');
    return {
      message: cause.message,
      ...where,
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: cause.peer },
    };
  }
  if (cause instanceof CursorAhead) {
    return { message: 'This cursor was never given.', ...where, extensions: { code: 'BAD_CURSOR' } };
  }
  log.error({ err: cause, path }, 'a resolver failed');
  return {
    message: maskedMessage,
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  };
}

// graphql-js wraps what a resolver throws, to say where it happened.
function rootOf(error: GraphQLError): unknown {
  return error.originalError ?? error;
}
