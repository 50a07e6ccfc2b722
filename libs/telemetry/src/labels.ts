/** The value of every label value beyond its bound. */
export const OTHER = 'other';

interface BoundLabels<L extends string> {
  names: L[];
  /** The same labels, with values beyond the bound replaced. */
  within(values: Record<L, string>): Record<L, string>;
}

/** Every label value is a series kept in memory for good: what clients choose must not decide how many there are. */
export function boundLabels<L extends string>(most: Record<L, number> | undefined): BoundLabels<L> {
  const bounds = Object.entries(most ?? {}) as [L, number][];
  const seen = new Map(bounds.map(([name]) => [name, new Set<string>()]));
  return {
    names: bounds.map(([name]) => name),
    within(values) {
      const result = {} as Record<L, string>;
      for (const [name, bound] of bounds) {
        const value = values[name];
        const known = seen.get(name) ?? new Set();
        if (known.size < bound) known.add(value);
        result[name] = known.has(value) ? value : OTHER;
      }
      return result;
    },
  };
}
