import { setTimeout as delay } from 'node:timers/promises';
import type { Channel } from 'amqplib';
import type { Log } from '../log.ts';
import { closeChannel } from './channels.ts';

export interface KeptChannel<C extends Channel> {
  /** What the channel is called in the log. */
  name: string;
  /** Waits until there is a connection. */
  open(): Promise<C>;
  /** Prepares a fresh channel for its work. */
  prepare(channel: C): Promise<void>;
  /** The channel is gone, whatever was on its way with it. */
  onLost(channel: C): void;
  log: Log;
}

const firstPauseMs = 100;
const longestPauseMs = 5_000;

/** Keeps one channel open and at work until `signal` is aborted; closing the last one is its owner's business. */
export async function keepChannel<C extends Channel>(
  kept: KeptChannel<C>,
  signal: AbortSignal,
): Promise<void> {
  const { name, log } = kept;
  const stopped = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const opening = kept.open();
      const channel = await Promise.race([opening, stopped]);
      if (!channel) {
        opening.then(closeChannel).catch(() => {});
        return;
      }
      const lost = new Promise<void>((resolve) => channel.once('close', resolve));
      channel.on('error', (error) => log.warn({ err: error, channel: name }, 'RabbitMQ closed a channel'));
      try {
        await kept.prepare(channel);
        failures = 0;
        await lost;
      } catch (error) {
        await closeChannel(channel);
        throw error;
      } finally {
        kept.onLost(channel);
      }
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error, channel: name }, 'channel cannot be set up, tries again');
    }
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures) * (0.5 + Math.random() / 2);
    await delay(pauseMs, undefined, { signal }).catch(() => {});
  }
}
