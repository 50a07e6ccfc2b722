import { randomBytes } from 'node:crypto';
import type { Broker } from '@ursa/broker';
import { inProcessBroker, openRabbitBroker } from '@ursa/broker';
import type { AnySubgraph } from '@ursa/subgraph-kit';
import { connect } from 'amqplib';
import { environment } from '../environment.ts';
import { afterLeakCheck, onFileEnd } from '../file-end.ts';

// One queue is all that the events of one test need.
const partitions = 1;

/** The broker of one test subgraph: RabbitMQ under names of its own when RABBITMQ_URL names one. */
export async function testBroker(definition: AnySubgraph): Promise<Broker> {
  const { rabbitmqUrl: url } = environment;
  const consumers = consumersOf(definition);
  if (!url || consumers.length === 0) {
    const broker = inProcessBroker();
    onFileEnd(() => broker.close());
    return broker;
  }
  const prefix = `ursa-test-${randomBytes(6).toString('hex')}.`;
  const broker = await openRabbitBroker({ url, settings: { prefix, partitions } });
  onFileEnd(() => broker.close());
  afterLeakCheck(() => removeQueues(url, prefix, consumers));
  return broker;
}

/** Everybody who gets a queue through this subgraph: itself, and those its events are for. */
function consumersOf({ name, publishes = [], consumes = [] }: AnySubgraph): string[] {
  const own = consumes.length > 0 ? [name] : [];
  return [...new Set([...own, ...publishes.flatMap(({ consumers }) => consumers)])];
}

async function removeQueues(url: string, prefix: string, consumers: readonly string[]): Promise<void> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  for (const consumer of consumers) {
    for (const queue of ['0', 'dead']) await channel.deleteQueue(`${prefix}${consumer}.${queue}`);
  }
  await channel.deleteExchange(`${prefix}ursa.events`);
  await connection.close();
}
