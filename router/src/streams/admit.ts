import { GraphQLError } from 'graphql';
import type { Front } from '../front.ts';
import { authenticate } from '../request/authenticate.ts';
import { bearerToken, credentialsOf } from '../request/credentials.ts';
import { propagated } from '../request/propagated.ts';
import { closeCodes } from './close-codes.ts';
import type { Connection } from './connection.ts';
import { onExpiry } from './expiry.ts';

/**
 * Decides on `connection_init`: whether the connection may stay, and for whom. The token of its payload counts
 * before what the handshake brought. Closes the socket, and resolves with false, when it may not.
 */
export async function admit(
  connection: Connection,
  init: Record<string, unknown>,
  front: Front,
): Promise<boolean> {
  const { socket, request, client } = connection;
  const { authorization } = init;
  const { accessToken } = credentialsOf(request.headers, client.secure);
  const token = typeof authorization === 'string' ? bearerToken(authorization) : accessToken;
  try {
    connection.subject = await authenticate(front.tokens, token);
  } catch (error) {
    front.log.debug({ err: error }, 'A WebSocket was not let in');
    if (isTemporary(error)) socket.close(closeCodes.tryAgainLater, 'Try again later');
    else socket.close(closeCodes.forbidden, 'The access token is expired or does not verify');
    return false;
  }
  const { propagateHeaders } = front.settings;
  connection.headers = {
    ...propagated(request.headers, propagateHeaders),
    ...propagated(lowerCased(init), propagateHeaders),
  };
  const giveBack = front.connections.take(connection.subject, client.address);
  if (giveBack === undefined) {
    socket.close(closeCodes.tooMany, 'Too many connections');
    return false;
  }
  const callOff = onExpiry(connection.subject, () =>
    socket.close(closeCodes.forbidden, 'The access token has expired'),
  );
  const leave = (): void => {
    callOff();
    giveBack();
  };
  // The client may have gone while its token was verified.
  if (socket.readyState === socket.OPEN) socket.once('close', leave);
  else leave();
  return true;
}

/** Clients write the names of headers as they like. */
function lowerCased(init: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(init).map(([name, value]) => [name.toLowerCase(), value]));
}

function isTemporary(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions['code'] === 'SUBGRAPH_UNAVAILABLE';
}
