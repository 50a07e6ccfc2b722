/** Runs the tasks of one lane one after the other, those of different lanes side by side. */
export interface Lanes {
  /** Tasks must not reject. */
  add(lane: string, task: () => Promise<void>): void;
  /** What is running or waits now. */
  running(): Promise<void>[];
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<void>>();
  return {
    add(lane, task) {
      const tail = (tails.get(lane) ?? Promise.resolve()).then(task).finally(() => {
        if (tails.get(lane) === tail) tails.delete(lane);
      });
      tails.set(lane, tail);
    },
    running: () => [...tails.values()],
  };
}
