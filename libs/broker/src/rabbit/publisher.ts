import type { ConfirmChannel } from 'amqplib';
import type { Delivery, PublishResult, Refusal } from '../broker.ts';
import type { Log } from '../log.ts';
import { atMost, closeChannel } from './channels.ts';
import { confirmations } from './confirmations.ts';
import type { Connection } from './connection.ts';
import { keepChannel } from './keep-channel.ts';
import { write } from './message.ts';
import type { RabbitSettings } from './settings.ts';
import type { Topology } from './topology.ts';

export interface Publisher {
  readonly connected: boolean;
  declare(consumers: readonly string[]): Promise<void>;
  publish(deliveries: readonly Delivery[]): Promise<PublishResult[]>;
  close(): Promise<void>;
}

/** Sends events over one channel of its own connection, which an alarm of the server may block. */
export function createPublisher(
  connection: Connection,
  topology: Topology,
  { settings, log, onConnected }: { settings: RabbitSettings; log: Log; onConnected: () => void },
): Publisher {
  const stopping = new AbortController();
  const wanted = new Set<string>();
  const confirms = confirmations(settings);
  let channel: ConfirmChannel | undefined;

  const kept = keepChannel(
    {
      name: 'publisher',
      open: () => connection.createConfirmChannel(),
      async prepare(fresh) {
        // Consumers that are added meanwhile are visited too.
        for (const consumer of wanted) await topology.declare(connection, consumer);
        fresh.on('return', confirms.onReturn);
        channel = fresh;
        onConnected();
      },
      onLost() {
        channel = undefined;
      },
      log,
    },
    stopping.signal,
  );
  connection.onUnblocked(onConnected);

  async function send({ event }: Delivery, consumer: string, content: Buffer): Promise<string | undefined> {
    if (!channel) return 'RabbitMQ is away';
    if (connection.blocked !== undefined) return `RabbitMQ asks publishers to wait: ${connection.blocked}`;
    const key = topology.routingKey(consumer, event.aggregate);
    return confirms.publish(channel, topology.exchange, key, event, content);
  }

  /** One after the other: were the first refused and the second not, they would arrive in the wrong order. */
  async function sendInOrder(line: readonly Sending[], until: number): Promise<void> {
    let refused = false;
    for (const { delivery, consumer, content, refusals } of line) {
      // A slow server must not hold the relay's transaction; what is left comes with the next round.
      const reason = refused || Date.now() > until ? null : await send(delivery, consumer, content());
      if (reason === undefined) continue;
      refused = true;
      refusals.push({ consumer, reason });
    }
  }

  return {
    get connected() {
      return channel !== undefined && connection.blocked === undefined;
    },
    async declare(consumers) {
      const fresh = consumers.filter((consumer) => !wanted.has(consumer));
      for (const consumer of fresh) wanted.add(consumer);
      if (!channel) return; // declared as soon as there is one
      try {
        for (const consumer of fresh) await topology.declare(connection, consumer);
      } catch (error) {
        log.warn({ err: error, consumers: fresh }, 'queues cannot be declared');
      }
    },
    async publish(deliveries) {
      const results = deliveries.map(() => ({ refused: [] as Refusal[] }));
      const sendings = deliveries.flatMap((delivery, place) =>
        sendingsOf(delivery, results[place]?.refused ?? []),
      );
      const lines = Map.groupBy(
        sendings,
        ({ consumer, delivery }) => `${consumer} ${delivery.event.aggregate}`,
      );
      const until = Date.now() + settings.confirmTimeoutMs;
      await Promise.all([...lines.values()].map((line) => sendInOrder(line, until)));
      return results;
    },
    async close() {
      stopping.abort();
      if (channel) await atMost(settings.closeTimeoutMs, closeChannel(channel));
      // It may be waiting for a connection, which closing that ends.
      await atMost(settings.closeTimeoutMs, kept);
    },
  };
}

interface Sending {
  delivery: Delivery;
  consumer: string;
  content: () => Buffer;
  refusals: Refusal[];
}

function sendingsOf(delivery: Delivery, refusals: Refusal[]): Sending[] {
  let written: Buffer | undefined;
  const content = () => {
    written ??= write(delivery.event);
    return written;
  };
  return delivery.to.map((consumer) => ({ delivery, consumer, content, refusals }));
}
