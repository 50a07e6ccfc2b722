import type { Log } from '@ursa/telemetry';
import type { Live } from '../live.ts';
import { Watcher } from '../watcher.ts';
import { connectRedis } from './connection.ts';
import { createPublisher } from './publisher.ts';
import { Subscriber } from './subscriber.ts';

export interface RedisLiveSettings {
  /** `redis://` or `rediss://` URL. */
  url: string;
  /** Put before every channel name, so that several installations can share a server. @default 'ursa:' */
  channelPrefix?: string;
  /** Messages a watcher may be behind before it gets a gap instead. @default 256 */
  bufferSize?: number;
  /** How long a Redis command, or the first connection, is waited for. @default 2_000 */
  commandTimeoutMs?: number;
  /** How often the subscriber's connection is tried; a silent one is replaced. @default 5_000 */
  pingIntervalMs?: number;
  /** What the connections are called in Redis' client list: `<name>-live-subscriber`, `-publisher`. @default 'ursa' */
  connectionName?: string;
  log?: Log;
}

/** The live channels over Redis pub/sub: two connections per process, one that watches and one that announces. */
export function redisLive(settings: RedisLiveSettings): Live {
  const { url, channelPrefix = 'ursa:', bufferSize = 256, commandTimeoutMs = 2_000 } = settings;
  const { pingIntervalMs = 5_000, connectionName = 'ursa', log } = settings;
  const publisher = createPublisher(
    connectRedis({ url, name: `${connectionName}-live-publisher`, commandTimeoutMs, log }),
    channelPrefix,
    commandTimeoutMs,
  );
  const subscriber = new Subscriber({
    connection: connectRedis({ url, name: `${connectionName}-live-subscriber`, commandTimeoutMs, log }),
    channelPrefix,
    waitMs: commandTimeoutMs,
    pingIntervalMs,
    log,
  });

  return {
    announce: publisher.announce,
    check: publisher.check,
    async watch(channel, signal) {
      const end = (): void => watcher.end();
      const watcher = new Watcher(bufferSize, () => {
        signal.removeEventListener('abort', end);
        subscriber.leave(channel, watcher);
      });
      if (signal.aborted) {
        end();
      } else {
        signal.addEventListener('abort', end, { once: true });
        await subscriber.join(channel, watcher);
      }
      return watcher;
    },
    get watchedChannels() {
      return subscriber.channels;
    },
    async close() {
      subscriber.close();
      publisher.close();
    },
  };
}
