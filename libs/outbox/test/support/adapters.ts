import { randomBytes } from 'node:crypto';
import type { Broker, RabbitSettings } from '@ursa/broker';
import { inProcessBroker, openRabbitBroker } from '@ursa/broker';
import { environment } from '@ursa/testkit';
import { connect } from 'amqplib';

/** A broker as several processes see it. */
export interface Post {
  /** The broker of one more process. */
  process(): Promise<Broker>;
  /** Closes all of them and leaves nothing behind. */
  close(): Promise<void>;
}

export interface Adapter {
  name: string;
  open(): Promise<Post>;
}

export const adapters: Adapter[] = [
  {
    name: 'in-process',
    async open() {
      const broker = inProcessBroker();
      return { process: async () => broker, close: () => broker.close() };
    },
  },
];

const { rabbitmqUrl } = environment;
if (rabbitmqUrl !== undefined) adapters.push({ name: 'RabbitMQ', open: () => rabbitPost(rabbitmqUrl) });

/** RabbitMQ with names of our own, removed at the end. */
export async function rabbitPost(
  url: string,
  { through = url, settings = {} }: { through?: string; settings?: Partial<RabbitSettings> } = {},
): Promise<Post & { prefix: string }> {
  const prefix = `test-${randomBytes(4).toString('hex')}.`;
  const brokers: Broker[] = [];
  return {
    prefix,
    async process() {
      const broker = await openRabbitBroker({
        url: through,
        settings: { prefix, partitions: 2, reconnectMs: 20, longestReconnectMs: 200, ...settings },
      });
      brokers.push(broker);
      return broker;
    },
    async close() {
      await Promise.all(brokers.map((broker) => broker.close()));
      await removeEverything(url, prefix);
    },
  };
}

async function removeEverything(url: string, prefix: string): Promise<void> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  for (const consumer of ['kitchen', 'market']) {
    for (const queue of ['0', '1', '2', '3', 'dead'])
      await channel.deleteQueue(`${prefix}${consumer}.${queue}`);
  }
  await channel.deleteExchange(`${prefix}ursa.events`);
  await connection.close();
}
