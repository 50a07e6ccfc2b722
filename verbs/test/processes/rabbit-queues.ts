import { waitFor } from '@ursa/testkit';
import type { Channel } from 'amqplib';
import { connect } from 'amqplib';

/** The queues of these consumers, and their dead-letter queues. */
export function queuesOf(prefix: string, consumers: readonly string[]): string[] {
  const parts = ['0', '1', '2', '3', 'dead'];
  return consumers.flatMap((consumer) => parts.map((part) => `${prefix}${consumer}.${part}`));
}

/** How many messages wait in each queue that is not empty; not among them is what a process has taken. */
export function messagesWaiting(url: string, queues: readonly string[]): Promise<Record<string, number>> {
  return count(url, queues, (channel, queue) => channel.checkQueue(queue));
}

/** The same once nobody takes from them any more: what was taken and not acknowledged is back then. */
export function messagesLeft(url: string, queues: readonly string[]): Promise<Record<string, number>> {
  return count(url, queues, (channel, queue) =>
    waitFor(async () => {
      const state = await channel.checkQueue(queue);
      return state.consumerCount === 0 ? state : undefined;
    }),
  );
}

async function count(
  url: string,
  queues: readonly string[],
  look: (channel: Channel, queue: string) => Promise<{ messageCount: number }>,
): Promise<Record<string, number>> {
  return withChannel(url, async (channel) => {
    const counts: Record<string, number> = {};
    for (const queue of queues) {
      const { messageCount } = await look(channel, queue);
      if (messageCount > 0) counts[queue] = messageCount;
    }
    return counts;
  });
}

/** Removes the queues of these consumers, and the exchange. */
export async function removeQueues(url: string, prefix: string, consumers: readonly string[]): Promise<void> {
  await withChannel(url, async (channel) => {
    for (const queue of queuesOf(prefix, consumers)) await channel.deleteQueue(queue);
    await channel.deleteExchange(`${prefix}ursa.events`);
  });
}

async function withChannel<T>(url: string, work: (channel: Channel) => Promise<T>): Promise<T> {
  const connection = await connect(url);
  try {
    const channel = await connection.createChannel();
    // A channel that a missing queue closes says so through its promises already.
    channel.on('error', () => {});
    return await work(channel);
  } finally {
    await connection.close();
  }
}
