/** Lets work that may end the process run alone, and other work side by side. */
export interface Quarantine {
  alone<T>(work: () => Promise<T>): Promise<T>;
  together<T>(work: () => Promise<T>): Promise<T>;
}

/** Whoever comes first goes first, so neither kind keeps the other out for good. */
export function createQuarantine(): Quarantine {
  const line: { alone: boolean; enter: () => void }[] = [];
  let running = 0;
  let closed = false;

  function admit(): void {
    for (let next = line[0]; next && !closed && !(next.alone && running > 0); next = line[0]) {
      line.shift();
      running += 1;
      closed = next.alone;
      next.enter();
    }
  }

  async function run<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      line.push({ alone, enter });
      admit();
    });
    try {
      return await work();
    } finally {
      running -= 1;
      closed = false;
      admit();
    }
  }

  return { alone: (work) => run(true, work), together: (work) => run(false, work) };
}
