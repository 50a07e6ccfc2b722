/** Which progressive overrides take part in an operation, by label. */
export type Overrides = ReadonlyMap<string, boolean>;

/**
 * Decides for one operation: `percent(n)` takes part in n percent of them, any other label in none. The labels that
 * have the same percentage go together.
 *
 * @param random from 0 to below 1
 */
export function drawOverrides(labels: readonly string[], random: () => number = Math.random): Overrides {
  if (labels.length === 0) return none;
  const drawn = random() * 100;
  return new Map(labels.map((label) => [label, drawn < percentageOf(label)]));
}

const none: Overrides = new Map();

function percentageOf(label: string): number {
  const [, percentage] = /^percent\((\d{1,3}(?:\.\d{1,8})?)\)$/.exec(label) ?? [];
  return percentage === undefined ? 0 : Number(percentage);
}
