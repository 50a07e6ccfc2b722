import { setTimeout as delay } from 'node:timers/promises';
import type { EventEnvelope } from '@ursa/events';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { Handled, Inbox } from '../inbox.ts';
import type { Log } from '../log.ts';

export interface Settling {
  channel: Channel;
  message: ConsumeMessage;
  event: EventEnvelope;
  inbox: Inbox;
  /** Aborted when the channel is gone or shall go: what was not begun comes again elsewhere. */
  signal: AbortSignal;
  log: Log;
}

const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * Has a message's event handled, again and again until that is settled, and tells the server. It is kept here
 * between two attempts, in front of the later events of its stream; sent back, it would come behind them.
 */
export async function settleMessage({
  channel,
  message,
  event,
  inbox,
  signal,
  log,
}: Settling): Promise<void> {
  let { redelivered } = message.fields;
  for (let failures = 0; !signal.aborted; ) {
    const outcome: Handled = await inbox.handle(event, { redelivered }).catch((error: unknown) => {
      log.warn({ err: error, event: event.id, type: event.type }, 'inbox is away, event is tried again');
      failures += 1;
      return { retryInMs: Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)) };
    });
    redelivered = false;
    if (typeof outcome === 'string') return acknowledge(channel, message, outcome, log);
    await delay(outcome.retryInMs, undefined, { signal }).catch(() => {});
  }
}

function acknowledge(channel: Channel, message: ConsumeMessage, outcome: Handled, log: Log): void {
  try {
    if (outcome === 'dead') channel.nack(message, false, false);
    else channel.ack(message);
  } catch {
    // The channel was lost meanwhile: the message comes again and is recognised.
    log.info({ event: message.properties.messageId, outcome }, 'event handled but not acknowledged');
  }
}
