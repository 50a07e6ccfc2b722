import { createTransport } from 'nodemailer';
import type { Mail } from './mail.ts';
import { MailRefused } from './mail.ts';
import { messageOf } from './message.ts';

const maxConnections = 2;
const connectionTimeoutMs = 10_000;
const greetingTimeoutMs = 10_000;
const socketTimeoutMs = 20_000;

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with the user and the password if the server wants them. */
  readonly url: string;
  readonly from: string;
}

/** Gives letters to an SMTP server. */
export function smtpMail({ url, from }: SmtpOptions): Mail {
  const { hostname, port, protocol, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const auth = username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const transport = createTransport({
    pool: true,
    host: hostname,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    // A password goes over no open wire.
    requireTLS: Boolean(auth) && !secure && !isLocal(hostname),
    ...(auth && { auth }),
    maxConnections,
    // Whoever sends decides about another attempt.
    maxRequeues: 1,
    connectionTimeout: connectionTimeoutMs,
    greetingTimeout: greetingTimeoutMs,
    socketTimeout: socketTimeoutMs,
  });
  return {
    async send(letter) {
      try {
        await transport.sendMail(messageOf(letter, from));
      } catch (error) {
        throw isFinal(error) ? new MailRefused('The server does not take it.', { cause: error }) : error;
      }
    },
    close: async () => transport.close(),
  };
}

const isLocal = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host);

// https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1: 5xx is for good, except what is about the log-in.
function isFinal(error: unknown): boolean {
  const { responseCode = 0, code } = error as { responseCode?: number; code?: string };
  return responseCode >= 500 && code === 'EENVELOPE';
}
