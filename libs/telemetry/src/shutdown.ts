import type { Log } from './log.ts';
import { within } from './within.ts';

export interface ShutdownSettings {
  log: Log;
  /** Longest wait for one step that does not set its own. @default 10_000 */
  stepTimeoutMs?: number;
}

/** Stops a process in order. */
export interface Shutdown {
  /**
   * Adds a step. The last one added stops first: whatever was opened on top of something stops before it.
   * A step that fails or takes too long is logged and passed over.
   */
  step(name: string, stop: () => unknown, timeoutMs?: number): void;
  /** Stops everything now; whether every step went well. Calling it again waits for the same end. */
  stop(reason: string): Promise<boolean>;
  /**
   * Stops on SIGTERM and SIGINT, then exits: 0 when every step went well, 1 otherwise. A second signal exits at once
   * with 128 + its number. Returns what takes the listeners off again.
   */
  onSignals(): () => void;
}

const signals = { SIGINT: 2, SIGTERM: 15 } as const;

export function createShutdown({ log, stepTimeoutMs = 10_000 }: ShutdownSettings): Shutdown {
  const steps: { name: string; stop: () => unknown; timeoutMs: number }[] = [];
  let stopped: Promise<boolean> | undefined;

  const stopAll = async (reason: string): Promise<boolean> => {
    log.info({ reason }, 'stopping');
    let clean = true;
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await within(step.timeoutMs, step.stop);
      } catch (error) {
        clean = false;
        log.error({ err: error, step: step.name }, 'stopping failed');
      }
    }
    log.info({ clean }, 'stopped');
    return clean;
  };

  const stop = (reason: string): Promise<boolean> => {
    stopped ??= stopAll(reason);
    return stopped;
  };

  const onSignal = (signal: keyof typeof signals): void => {
    if (stopped !== undefined) process.exit(128 + signals[signal]);
    void stop(signal).then((clean) => process.exit(clean ? 0 : 1));
  };

  return {
    step: (name, stopStep, timeoutMs = stepTimeoutMs) => {
      steps.push({ name, stop: stopStep, timeoutMs });
    },
    stop,
    onSignals() {
      process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
      return () => {
        process.off('SIGTERM', onSignal).off('SIGINT', onSignal);
      };
    },
  };
}
