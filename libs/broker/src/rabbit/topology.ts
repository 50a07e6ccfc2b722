import { crc32 } from 'node:zlib';
import type { Options } from 'amqplib';
import type { Log } from '../log.ts';
import { onChannel } from './channels.ts';
import type { Connection } from './connection.ts';
import type { RabbitSettings } from './settings.ts';

/** Names and declarations of everything that exists in RabbitMQ. */
export interface Topology {
  readonly exchange: string;
  /** The queues of a consumer, in the order of their partitions. */
  queuesOf(consumer: string): string[];
  deadQueueOf(consumer: string): string;
  /** Where the events of an aggregate go. */
  routingKey(consumer: string, aggregate: string): string;
  /** Declares what a consumer needs: exchange, queues, bindings, dead-letter queue. May be repeated. */
  declare(connection: Connection, consumer: string): Promise<void>;
}

const preconditionFailed = 406;

export function createTopology(settings: RabbitSettings, log: Log): Topology {
  const { prefix, partitions, deliveryLimit } = settings;
  const exchange = `${prefix}ursa.events`;
  const all = Array.from({ length: partitions }, (_, partition) => partition);
  const queueOf = (consumer: string, partition: number) => `${prefix}${consumer}.${partition}`;
  const deadQueueOf = (consumer: string) => `${prefix}${consumer}.dead`;
  const keyOf = (consumer: string, partition: number) => `${consumer}.${partition}`;

  /** Settings changed since a queue was declared must not keep its events from flowing. */
  async function assertQueue(
    connection: Connection,
    name: string,
    options: Options.AssertQueue,
  ): Promise<void> {
    try {
      await onChannel(connection, (channel) => channel.assertQueue(name, options));
    } catch (error) {
      if ((error as { code?: unknown }).code !== preconditionFailed) throw error;
      log.warn(
        { err: error, queue: name },
        'queue exists with other settings, which stay until it is deleted',
      );
    }
  }

  return {
    exchange,
    queuesOf: (consumer) => all.map((partition) => queueOf(consumer, partition)),
    deadQueueOf,
    routingKey: (consumer, aggregate) => keyOf(consumer, crc32(aggregate) % partitions),
    async declare(connection, consumer) {
      await onChannel(connection, (channel) => channel.assertExchange(exchange, 'topic', { durable: true }));
      await assertQueue(connection, deadQueueOf(consumer), deadQueue);
      for (const partition of all) {
        const queue = queueOf(consumer, partition);
        await assertQueue(connection, queue, workQueue(deadQueueOf(consumer), deliveryLimit));
        await onChannel(connection, (channel) =>
          channel.bindQueue(queue, exchange, keyOf(consumer, partition)),
        );
      }
    },
  };
}

/**
 * Quorum: confirmed means written by a majority. One active consumer: order per aggregate with many processes.
 * At-least-once dead-lettering needs an overflow that refuses.
 */
function workQueue(deadQueue: string, deliveryLimit: number): Options.AssertQueue {
  return {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-single-active-consumer': true,
      'x-delivery-limit': deliveryLimit,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadQueue,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  };
}

/** Looking at dead letters delivers them: a limit low enough to be reached (20 since RabbitMQ 4.0) would lose them. */
const deadQueue: Options.AssertQueue = {
  durable: true,
  arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 1_000_000 },
};
