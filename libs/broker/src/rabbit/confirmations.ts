import type { EventEnvelope } from '@ursa/events';
import type { ConfirmChannel, Message } from 'amqplib';
import { propertiesOf } from './message.ts';
import type { RabbitSettings } from './settings.ts';

/** Follows published messages until the server has said what became of them. */
export interface Confirmations {
  /** Resolves with nothing once the message is safely in a queue; otherwise with the reason why it is not known to be. */
  publish(
    channel: ConfirmChannel,
    exchange: string,
    key: string,
    event: EventEnvelope,
    content: Buffer,
  ): Promise<string | undefined>;
  onReturn(message: Message): void;
}

export function confirmations({ confirmTimeoutMs, maxUnconfirmed }: RabbitSettings): Confirmations {
  // A message that no queue takes comes back first, and is confirmed then like any other.
  const returned = new Map<string, string>();
  let unconfirmed = 0;
  let count = 0;

  return {
    publish(channel, exchange, key, event, content) {
      if (unconfirmed >= maxUnconfirmed) {
        return Promise.resolve(`RabbitMQ has not confirmed the last ${unconfirmed} messages`);
      }
      count += 1;
      const tag = String(count);
      const { promise, resolve } = Promise.withResolvers<string | undefined>();
      const timer = setTimeout(
        () => resolve(`not confirmed within ${confirmTimeoutMs} ms`),
        confirmTimeoutMs,
      );
      const settle = (error: unknown) => {
        unconfirmed -= 1;
        clearTimeout(timer);
        const noRoute = returned.get(tag);
        returned.delete(tag);
        if (error) resolve(`not confirmed: ${error instanceof Error ? error.message : String(error)}`);
        else resolve(noRoute && `unroutable to ${key}: ${noRoute}`);
      };
      unconfirmed += 1;
      try {
        channel.publish(exchange, key, content, propertiesOf(event, tag), settle);
      } catch (error) {
        settle(error); // the channel has just been closed
      }
      return promise;
    },
    onReturn({ fields, properties }) {
      returned.set(String(properties.correlationId), String((fields as { replyText?: unknown }).replyText));
    },
  };
}
