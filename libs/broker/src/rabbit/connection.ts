import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from '@ursa/setup';
import type { ChannelModel, RecoveringChannelModel } from 'amqplib';
import { connect } from 'amqplib';
import type { Log } from '../log.ts';
import { atMost, closeChannel } from './channels.ts';
import type { RabbitSettings } from './settings.ts';

/** A connection that comes back by itself. */
export interface Connection {
  /** Waits until there is a connection. */
  createChannel: RecoveringChannelModel['createChannel'];
  createConfirmChannel: RecoveringChannelModel['createConfirmChannel'];
  /** Why the server wants publishers to wait, if it does (memory or disk alarm). */
  readonly blocked: string | undefined;
  onUnblocked(listener: () => void): void;
  close(): Promise<void>;
}

/**
 * Connects, and connects again whenever the connection is lost.
 * @param role shown in the server's list of connections
 * @throws when the first connection does not come about in time
 */
export async function openConnection(
  url: string,
  role: string,
  settings: RabbitSettings,
  log: Log,
): Promise<Connection> {
  const address = new URL(url);
  if (!address.searchParams.has('heartbeat')) {
    address.searchParams.set('heartbeat', String(settings.heartbeatSeconds));
  }
  const model = await connect(address.href, {
    timeout: settings.connectTimeoutMs,
    noDelay: true,
    keepAlive: true,
    keepAliveDelay: 10_000,
    clientProperties: { connection_name: `ursa ${role}` },
    recovery: {
      initialDelay: settings.reconnectMs,
      maxDelay: settings.longestReconnectMs,
      jitter: 0.5,
      waitForConnect: false,
      setup: proveAlive,
    },
  });
  let blocked: string | undefined;
  let lastError: unknown;
  const unblocked = new Set<() => void>();
  model.on('connect', () => {
    log.info({ role }, 'connected to RabbitMQ');
  });
  model.on('disconnect', (error) => {
    blocked = undefined;
    log.warn({ err: error, role }, 'connection to RabbitMQ lost, reconnecting');
  });
  model.on('connect-failed', (error) => {
    lastError = error;
    log.warn({ err: error, role }, 'RabbitMQ cannot be reached, tries again');
  });
  model.on('error', (error) => log.warn({ err: error, role }, 'RabbitMQ connection failed'));
  model.on('blocked', (reason) => {
    blocked = reason;
    log.warn({ reason, role }, 'RabbitMQ asks publishers to wait');
  });
  model.on('unblocked', () => {
    blocked = undefined;
    log.info({ role }, 'RabbitMQ lets publishers go on');
    for (const listener of unblocked) listener();
  });
  await firstConnection(model, settings, () => lastError, address.host);
  return {
    createChannel: (options) => model.createChannel(options),
    createConfirmChannel: (options) => model.createConfirmChannel(options),
    get blocked() {
      return blocked;
    },
    onUnblocked: (listener) => void unblocked.add(listener),
    close: () => atMost(settings.closeTimeoutMs, model.close()),
  };
}

/** RabbitMQ did not answer when the process started; the message is one sentence for the person who starts it. */
export class BrokerUnreachable extends SetupError {
  override readonly name = 'BrokerUnreachable';
}

async function firstConnection(
  model: RecoveringChannelModel,
  { connectTimeoutMs }: RabbitSettings,
  lastError: () => unknown,
  host: string,
): Promise<void> {
  const inTime = await Promise.race([
    model.waitForConnect().then(() => true),
    delay(connectTimeoutMs, false, { ref: false }),
  ]);
  if (inTime) return;
  await model.close();
  const cause = lastError();
  const reason = cause instanceof Error ? cause.message : 'no answer';
  throw new BrokerUnreachable(`RabbitMQ at ${host} cannot be reached: ${reason}`, { cause });
}

/**
 * A connection that was lost before amqplib's recovery looks after it would never be missed. So it proves, at the
 * last moment before that, that it lives.
 */
async function proveAlive(model: ChannelModel): Promise<void> {
  let closed = false;
  model.once('close', () => {
    closed = true;
  });
  model.on('error', () => {}); // raised together with 'close'
  const channel = await model.createChannel();
  await closeChannel(channel);
  if (closed) throw new Error('connection lost while it was being set up');
}
