import type { Log } from '@ursa/telemetry';
import type { Redis } from 'ioredis';
import type { Watcher } from '../watcher.ts';
import { Room } from './room.ts';
import { decodeMessage } from './wire.ts';

interface SubscriberSettings {
  connection: Redis;
  channelPrefix: string;
  /** How long a newcomer waits for its subscription to be confirmed. */
  waitMs: number;
  pingIntervalMs: number;
  log?: Log | undefined;
}

/**
 * The one connection that all watchers of a process share. A channel is subscribed when its first watcher comes and
 * unsubscribed when its last one leaves; Redis handles both in the order they were sent.
 */
export class Subscriber {
  readonly #settings: SubscriberSettings;
  readonly #rooms = new Map<string, Room>();
  readonly #pings: NodeJS.Timeout;

  constructor(settings: SubscriberSettings) {
    const { connection, pingIntervalMs } = settings;
    this.#settings = settings;
    connection.on('message', (name, payload) => this.#deliver(name, payload));
    connection.on('ready', () => this.#subscribe([...this.#rooms.values()]));
    this.#pings = setInterval(() => this.#ping(), pingIntervalMs).unref();
  }

  get channels(): number {
    return this.#rooms.size;
  }

  /** Resolves once the channel is subscribed, or after waiting in vain; then the watcher gets a gap when it is. */
  async join(channel: string, watcher: Watcher): Promise<void> {
    const known = this.#rooms.get(channel);
    const room = known ?? new Room(this.#settings.channelPrefix + channel);
    this.#rooms.set(channel, room);
    const joined = room.join(watcher, this.#settings.waitMs);
    if (known === undefined && this.#settings.connection.status === 'ready') void this.#subscribe([room]);
    await joined;
  }

  leave(channel: string, watcher: Watcher): void {
    const room = this.#rooms.get(channel);
    room?.leave(watcher);
    if (room === undefined || !room.empty) return;
    this.#rooms.delete(channel);
    const { connection } = this.#settings;
    if (connection.status === 'ready') connection.unsubscribe(room.name).catch(() => this.#reconnect());
  }

  close(): void {
    clearInterval(this.#pings);
    for (const room of [...this.#rooms.values()]) room.end();
    this.#settings.connection.disconnect();
  }

  async #subscribe(rooms: readonly Room[]): Promise<void> {
    if (rooms.length === 0) return;
    try {
      await this.#settings.connection.subscribe(...rooms.map((room) => room.name));
      for (const room of rooms) room.subscribed();
    } catch {
      this.#reconnect();
    }
  }

  #deliver(name: string, payload: string): void {
    const channel = name.slice(this.#settings.channelPrefix.length);
    const message = decodeMessage(channel, payload);
    if (message === undefined)
      this.#settings.log?.warn({ channel }, 'ignored a foreign message on a live channel');
    else this.#rooms.get(channel)?.offer(message);
  }

  /** A connection whose other end is gone looks alive for minutes. */
  #ping(): void {
    const { connection } = this.#settings;
    if (connection.status === 'ready') connection.ping().catch(() => this.#reconnect());
  }

  #reconnect(): void {
    if (this.#settings.connection.status === 'ready') this.#settings.connection.disconnect(true);
  }
}
