/**
 * - `timeout`: no answer in time
 * - `network`: the connection could not be made or broke
 * - `protocol`: what came back is not a GraphQL response, or too long a one
 * - `overflow`: the reader of a subscription fell behind by more than the buffer holds
 * - `away`: it, or what stands before it, says that it cannot answer now (502, 503, 504)
 * - `overload`: too much waits for it already; it was not asked
 * - `broken`: it failed too often; it was not asked
 * - `closed`: this transport is closed
 */
export type UnavailableReason =
  | 'timeout'
  | 'network'
  | 'protocol'
  | 'overflow'
  | 'away'
  | 'overload'
  | 'broken'
  | 'closed';

/** A subgraph gave no GraphQL response. The message is for logs and names no address. */
export class SubgraphUnavailable extends Error {
  override readonly name = 'SubgraphUnavailable';
  readonly subgraph: string;
  readonly reason: UnavailableReason;

  constructor(subgraph: string, reason: UnavailableReason, detail: string, cause?: unknown) {
    super(`Subgraph "${subgraph}" is unavailable: ${detail}.`, cause === undefined ? {} : { cause });
    this.subgraph = subgraph;
    this.reason = reason;
  }
}
