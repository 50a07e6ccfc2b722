/** The request header that carries the passport between processes; a client's own copy never passes the router. */
export const PASSPORT_HEADER = 'ursa-passport';

/**
 * The request header that carries the request id. It travels beside the passport and not in it, so that one
 * signature serves every request of the same viewer.
 */
export const REQUEST_ID_HEADER = 'ursa-request-id';
