/**
 * - `timeout`: no answer in time
 * - `network`: the connection could not be made or broke
 * - `protocol`: what came back is not a GraphQL response, or too long a one
 * - `overflow`: the reader of a subscription fell behind by more than the buffer holds
 * - `closed`: this transport is closed
 */
export type UnavailableReason = 'timeout' | 'network' | 'protocol' | 'overflow' | 'closed';

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
