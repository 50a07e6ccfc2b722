import { setTimeout as delay } from 'node:timers/promises';

/** What a subgraph is busy with, so that stopping can wait for it. */
export interface Work {
  /** Whether new work is refused. */
  readonly stopping: boolean;
  /** How many streams run. */
  readonly streams: number;
  /** Counts something in until it is settled. */
  track<T>(task: Promise<T>): Promise<T>;
  /** What stops one stream: aborted with the caller's signal, or when the subgraph stops. */
  stream(signal: AbortSignal | undefined): AbortController;
  /** Refuses new work, ends streams, and waits at most `graceMs` for what runs. */
  stop(graceMs: number): Promise<void>;
}

export function createWork(): Work {
  const running = new Set<Promise<unknown>>();
  const streams = new Set<AbortController>();
  let stopping = false;

  return {
    get stopping() {
      return stopping;
    },
    get streams() {
      return streams.size;
    },
    track(task) {
      running.add(task);
      const done = () => running.delete(task);
      task.then(done, done);
      return task;
    },
    stream(signal) {
      const stop = new AbortController();
      const follow = () => stop.abort(signal?.reason);
      streams.add(stop);
      stop.signal.addEventListener('abort', () => {
        streams.delete(stop);
        signal?.removeEventListener('abort', follow);
      });
      if (signal?.aborted) follow();
      else signal?.addEventListener('abort', follow, { once: true });
      return stop;
    },
    async stop(graceMs) {
      stopping = true;
      for (const stream of [...streams]) stream.abort();
      const grace = new AbortController();
      const late = delay(graceMs, undefined, { signal: grace.signal }).catch(() => {});
      await Promise.race([Promise.allSettled(running), late]);
      grace.abort();
    },
  };
}
