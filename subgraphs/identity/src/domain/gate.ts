/** Lets a bounded number of tasks run at once, and a bounded number wait. */
export interface Gate {
  /** Runs the task when there is room; undefined, at once, when the queue is full. */
  run<T>(task: () => Promise<T>): Promise<T> | undefined;
}

/** @param most tasks at once. @param queue tasks that may wait, first come first served. */
export function createGate({ most, queue }: { most: number; queue: number }): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function enter<T>(task: () => Promise<T>): Promise<T> {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      // The place is handed on, so that nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    run: (task) => (running >= most && waiting.length >= queue ? undefined : enter(task)),
  };
}
