/** Lets so many through at a time; the others wait in line. */
export function createGate(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside < width) inside += 1;
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever is next takes this place over, so nobody can slip in between.
      const next = line.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
