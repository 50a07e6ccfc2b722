import type { Redis } from 'ioredis';
import type { Live } from '../live.ts';
import { LiveUnavailable } from '../live-unavailable.ts';
import { becomesReady } from './connection.ts';
import { encodeMessage } from './wire.ts';

interface Publisher {
  announce: Live['announce'];
  check: Live['check'];
  close(): void;
}

/** Announces in one round trip, in order. */
export function createPublisher(connection: Redis, channelPrefix: string, waitMs: number): Publisher {
  const ready = async (): Promise<void> => {
    if (!(await becomesReady(connection, waitMs))) throw new LiveUnavailable('Redis is away');
  };
  /** A connection whose other end is gone looks alive for minutes: the next attempt gets a new one. */
  const failed = (detail: string, cause: unknown): LiveUnavailable => {
    if (connection.status === 'ready') connection.disconnect(true);
    return new LiveUnavailable(detail, cause);
  };

  return {
    async announce(messages) {
      if (messages.length === 0) return;
      await ready();
      const pipeline = connection.pipeline();
      for (const message of messages)
        pipeline.publish(channelPrefix + message.channel, encodeMessage(message));
      const results = await pipeline.exec().catch((error: unknown) => {
        throw failed('announcing failed', error);
      });
      const error = results?.find(([failure]) => failure !== null)?.[0];
      if (error) throw failed('announcing failed', error);
    },
    async check() {
      await ready();
      await connection.ping().catch((error: unknown) => {
        throw failed('Redis does not answer', error);
      });
    },
    close() {
      connection.disconnect();
    },
  };
}
