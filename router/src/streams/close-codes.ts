/**
 * Why the router closes a WebSocket. 1001 and 1013 are RFC 6455's; 4400 to 4499 are graphql-transport-ws's, whose own
 * (4400, 4401, 4406, 4408, 4409, 4429) are used as the protocol says. README.md explains them to clients.
 */
export const closeCodes = {
  /** The router stops. Come back. */
  goingAway: 1001,
  /** Tokens cannot be verified at the moment. Come back. */
  tryAgainLater: 1013,
  /** The client takes nothing, or too little. */
  tooSlow: 4008,
  /** The access token does not verify, or has expired by now. Come back with a fresh one. */
  forbidden: 4403,
  /** The viewer, or the address, holds too many connections. */
  tooMany: 4429,
  internal: 4500,
} as const;
