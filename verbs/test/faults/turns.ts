/** Lets so many pieces of work run at once; the others wait in line. */
export function atMost(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= width) await new Promise<void>((resolve) => line.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever is next takes this place over.
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
