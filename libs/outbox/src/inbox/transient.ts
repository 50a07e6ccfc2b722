import { pgErrorCode } from '@ursa/database';
import { RetryLater } from '../consumer.ts';

// Connection exceptions, resources that ran out, and the server going down or coming up:
// https://www.postgresql.org/docs/current/errcodes-appendix.html, and the codes of Node's sockets.
const awayCodes =
  /^(08...|53...|57P0[123]|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN|NOTFOUND))$/;
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

/** How long to wait when it was not the event's fault: its database was away, or the handler asked for time. */
export function retryLaterInMs(error: unknown): number | undefined {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (link instanceof RetryLater) return link.retryInMs;
    if (link.name === 'TookTooLong') return undefined;
    if (lostConnection.test(link.message)) return 1_000;
  }
  return awayCodes.test(pgErrorCode(error) ?? '') ? 1_000 : undefined;
}
