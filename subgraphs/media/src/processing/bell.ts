/** Wakes whoever waits for something to do. */
export interface Bell {
  /** How often it rang: read before looking for work, so that no ring is missed. */
  readonly rings: number;
  ring(): void;
  /** Resolves when it has rung since `seen`, after `ms`, or when the signal aborts. */
  wait(seen: number, ms: number, signal: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let rings = 0;
  const waiting = new Set<() => void>();
  return {
    get rings() {
      return rings;
    },
    ring() {
      rings += 1;
      for (const wake of waiting) wake();
    },
    wait(seen, ms, signal) {
      if (rings !== seen || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        timer.unref();
        signal.addEventListener('abort', wake);
        waiting.add(wake);
      });
    },
  };
}
