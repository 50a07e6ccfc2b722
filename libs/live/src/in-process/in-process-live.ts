import type { Live, LiveMessage } from '../live.ts';
import { Watcher } from '../watcher.ts';

export interface InProcessLiveSettings {
  /** Messages a watcher may be behind before it gets a gap instead. @default 256 */
  bufferSize?: number;
}

/** The live channels of a single process. */
export function inProcessLive({ bufferSize = 256 }: InProcessLiveSettings = {}): Live {
  const channels = new Map<string, Set<Watcher>>();

  const leave = (channel: string, watcher: Watcher): void => {
    const watchers = channels.get(channel);
    watchers?.delete(watcher);
    if (watchers?.size === 0) channels.delete(channel);
  };

  return {
    async announce(messages: readonly LiveMessage[]) {
      for (const message of messages) {
        for (const watcher of channels.get(message.channel) ?? []) watcher.offer(message);
      }
    },
    async watch(channel, signal) {
      const end = (): void => watcher.end();
      const watcher = new Watcher(bufferSize, () => {
        signal.removeEventListener('abort', end);
        leave(channel, watcher);
      });
      channels.set(channel, (channels.get(channel) ?? new Set()).add(watcher));
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
      return watcher;
    },
    async check() {},
    get watchedChannels() {
      return channels.size;
    },
    async close() {
      for (const watchers of [...channels.values()]) for (const watcher of [...watchers]) watcher.end();
    },
  };
}
