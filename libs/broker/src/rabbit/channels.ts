import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from 'amqplib';
import type { Connection } from './connection.ts';

/** Closes a channel; resolves when it is closed, by whomever. */
export function closeChannel(channel: Channel): Promise<void> {
  return new Promise((resolve) => {
    // amqplib's promise never settles when the connection is lost before the server has answered.
    channel.once('close', resolve);
    channel.close().then(resolve, () => resolve());
  });
}

/** Runs `work` on a channel of its own: an error closes no other channel. */
export async function onChannel<T>(
  connection: Pick<Connection, 'createChannel'>,
  work: (channel: Channel) => Promise<T>,
): Promise<T> {
  const channel = await connection.createChannel();
  channel.on('error', () => {}); // rejects the call that caused it as well
  try {
    return await work(channel);
  } finally {
    await closeChannel(channel);
  }
}

/** Waits for `work`, which may fail, for at most `ms`. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, delay(ms, undefined, { signal: over.signal })]).catch(() => {});
  over.abort();
}
