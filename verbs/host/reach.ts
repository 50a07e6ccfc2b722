import { connect } from 'node:net';
import { SetupError } from '@ursa/setup';

const timeoutMs = 5_000;

/** Makes sure that somebody answers at a service's address: fails in one sentence where a client would try for ever. */
export function reach(service: string, url: string, defaultPort: number): Promise<void> {
  const { hostname, port: given } = new URL(url);
  const port = Number(given || defaultPort);
  // An IPv6 address stands in brackets in a URL only.
  const host = hostname.replace(/^\[|\]$/gu, '');
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const end = (settle: () => void) => () => {
      socket.destroy();
      settle();
    };
    const fail = () =>
      reject(new SetupError(`${service} cannot be reached at ${hostname}:${port}: is it running?`));
    socket.once('error', end(fail)).once('timeout', end(fail)).once('connect', end(resolve));
  });
}
