import type { Channel, ConsumeMessage } from 'amqplib';
import type { Consumer, Consumption } from '../broker.ts';
import { streamOf } from '../inbox.ts';
import type { Log } from '../log.ts';
import { atMost, closeChannel } from './channels.ts';
import type { Connection } from './connection.ts';
import { keepChannel } from './keep-channel.ts';
import { createLanes } from './lanes.ts';
import { read } from './message.ts';
import type { RabbitSettings } from './settings.ts';
import { settleMessage } from './settle-message.ts';
import type { Topology } from './topology.ts';

const defaultPrefetch = 20;

/** Hands the messages of one consumer's queues to its inbox; a channel of its own, made again whenever it is lost. */
export function startConsumption(
  connection: Connection,
  topology: Topology,
  consumer: Consumer,
  { settings, log }: { settings: RabbitSettings; log: Log },
): Consumption {
  const { name, inbox, prefetch = defaultPrefetch } = consumer;
  const stopping = new AbortController();
  const ready = Promise.withResolvers<void>();
  // They outlive a channel: what is still being handled comes again over the next one, behind itself.
  const lanes = createLanes();
  let current: { channel: Channel; gone: AbortController } | undefined;

  function onMessage(channel: Channel, signal: AbortSignal, message: ConsumeMessage | null): void {
    if (message === null) {
      // The server took the queue away. A new channel declares it again.
      log.warn({ consumer: name }, 'RabbitMQ ended a consumer');
      void closeChannel(channel);
      return;
    }
    const event = read(message.content);
    if (!event) {
      log.error(
        { consumer: name, messageId: message.properties.messageId },
        'message is no event, given up on',
      );
      channel.nack(message, false, false);
      return;
    }
    lanes.add(streamOf(event), () => settleMessage({ channel, message, event, inbox, signal, log }));
  }

  const kept = keepChannel(
    {
      name: `consumer ${name}`,
      open: () => connection.createChannel(),
      async prepare(channel) {
        const gone = new AbortController();
        current = { channel, gone };
        channel.on('handler-error', (error) => log.error({ err: error, consumer: name }, 'delivery failed'));
        await topology.declare(connection, name);
        await channel.prefetch(prefetch);
        for (const queue of topology.queuesOf(name)) {
          await channel.consume(queue, (message) => onMessage(channel, gone.signal, message));
        }
        ready.resolve();
      },
      onLost() {
        current?.gone.abort();
        current = undefined;
      },
      log,
    },
    stopping.signal,
  );
  const pump = inbox.pump();

  return {
    ready: ready.promise,
    async stop(graceMs = 10_000) {
      stopping.abort();
      ready.resolve();
      const last = current;
      // No `basic.cancel`: the queue would turn to another process while messages are still out here, and hand it
      // later ones first. Closing the channel gives everything back and the queue away in one step.
      last?.gone.abort();
      await Promise.all([pump.stop(graceMs), atMost(graceMs, Promise.allSettled(lanes.running()))]);
      if (last) await atMost(settings.closeTimeoutMs, closeChannel(last.channel));
      await atMost(settings.closeTimeoutMs, kept);
    },
  };
}
