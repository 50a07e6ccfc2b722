/** Work that is done again and again, by one at a time. */
export interface Loop {
  /** Says that there is something to do: a rest ends at once, a running round is followed by another. */
  wake(): void;
  /** Starts no further round; resolves when the running one has ended. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** One round. True: there is more to do, go on at once. */
  run(signal: AbortSignal): Promise<boolean>;
  /** Longest rest between two rounds. */
  pollMs: number;
  /** A round failed; the next follows after a growing while. */
  onError(error: unknown): void;
}

const longestPauseMs = 5_000;

export function startLoop({ run, pollMs, onError }: LoopOptions): Loop {
  const stopping = new AbortController();
  let woken = false;
  let endRest = () => {};

  const rest = (ms: number, interruptible: boolean) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        stopping.signal.removeEventListener('abort', done);
        endRest = () => {};
        resolve();
      }
      if (interruptible) endRest = done;
      stopping.signal.addEventListener('abort', done);
    });

  const ended = (async () => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      woken = false;
      try {
        const more = await run(stopping.signal);
        failures = 0;
        if (!more && !woken && !stopping.signal.aborted) await rest(jittered(pollMs), true);
      } catch (error) {
        failures += 1;
        onError(error);
        if (!stopping.signal.aborted)
          await rest(jittered(Math.min(longestPauseMs, 50 * 2 ** failures)), false);
      }
    }
  })();

  return {
    wake() {
      woken = true;
      endRest();
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

// Processes that were interrupted together must not all come back in the same moment.
const jittered = (ms: number) => ms * (0.75 + Math.random() / 2);
