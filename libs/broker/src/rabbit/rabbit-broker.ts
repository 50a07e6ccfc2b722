import type { Broker, Consumption } from '../broker.ts';
import type { Log } from '../log.ts';
import { silentLog } from '../log.ts';
import { openConnection } from './connection.ts';
import { startConsumption } from './consumption.ts';
import { createPublisher } from './publisher.ts';
import { rabbitDeadLetters } from './rabbit-dead-letters.ts';
import type { RabbitSettings } from './settings.ts';
import { defaultRabbitSettings } from './settings.ts';
import { createTopology } from './topology.ts';

/**
 * Connects to RabbitMQ, and from then on comes back by itself after every interruption. Publishing has a connection of
 * its own: an alarm of the server blocks publishers, and must not keep consumers from acknowledging.
 * @throws BrokerUnreachable when there is no first connection in time
 */
export async function openRabbitBroker(options: {
  url: string;
  log?: Log;
  settings?: Partial<RabbitSettings>;
}): Promise<Broker> {
  const { url, log = silentLog } = options;
  const settings = { ...defaultRabbitSettings, ...options.settings };
  const topology = createTopology(settings, log);
  const publishing = await openConnection(url, 'publisher', settings, log);
  const consuming = await openConnection(url, 'consumer', settings, log).catch(async (error: unknown) => {
    await publishing.close();
    throw error;
  });
  const listeners = new Set<() => void>();
  const running = new Set<Consumption>();
  const publisher = createPublisher(publishing, topology, {
    settings,
    log,
    onConnected() {
      for (const listener of listeners) listener();
    },
  });

  return {
    get connected() {
      return publisher.connected;
    },
    onConnected(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    declare: publisher.declare,
    publish: publisher.publish,
    consume(consumer) {
      const consumption = startConsumption(consuming, topology, consumer, { settings, log });
      running.add(consumption);
      return {
        ready: consumption.ready,
        async stop(graceMs) {
          running.delete(consumption);
          await consumption.stop(graceMs);
        },
      };
    },
    deadLetters: (consumer) => rabbitDeadLetters(consuming, topology.deadQueueOf(consumer.name), consumer),
    async close() {
      await Promise.all([...running].map((consumption) => consumption.stop()));
      await publisher.close();
      await Promise.all([publishing.close(), consuming.close()]);
    },
  };
}
