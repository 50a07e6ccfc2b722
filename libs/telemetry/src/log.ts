import type { DestinationStream, Logger } from 'pino';
import { destination, pino } from 'pino';
import { errorFields } from './error-fields.ts';
import { prettyStream } from './pretty.ts';
import { redaction, scrub } from './redaction.ts';

/** A pino logger: `log.info({ orderly: 'fields' }, 'what happened')`. */
export type Log = Logger;

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export interface LogSettings {
  /** The process's name: `router`, `posts`, `ursa`. */
  name: string;
  /** @default 'info' */
  level?: LogLevel;
  /** One readable line per entry instead of JSON. @default whether stdout is a terminal */
  pretty?: boolean;
  /** @default stdout */
  stream?: DestinationStream;
}

/** The log of a process. Passwords, tokens, cookies and the like are blacked out wherever they turn up. */
export function createLog(settings: LogSettings): Log {
  const {
    name,
    level = 'info',
    pretty = process.stdout.isTTY === true,
    stream = destination({ dest: 1, sync: true }),
  } = settings;
  return pino(
    {
      name,
      level,
      redact: redaction,
      serializers: { err: errorFields },
      base: { name },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: scrub },
    },
    pretty ? prettyStream(stream) : stream,
  );
}

/** The log of one request: every entry carries its id. */
export function requestLog(log: Log, requestId: string): Log {
  return log.child({ requestId });
}
