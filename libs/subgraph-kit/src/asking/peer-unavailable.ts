/** The owner did not answer in time, or not with certainty. */
export class PeerUnavailable extends Error {
  override readonly name = 'PeerUnavailable';
  readonly peer: string;

  constructor(peer: string, options?: ErrorOptions) {
    super(`"${peer}" is unavailable.`, options);
    this.peer = peer;
  }
}
