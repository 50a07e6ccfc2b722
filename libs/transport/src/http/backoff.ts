const firstMs = 50;
const mostMs = 2_000;

/** How long to wait before attempt `attempt` (0 = the first repeat): doubling, capped, and spread at random. */
export function backoffMs(attempt: number): number {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 16));
  return ceiling * (0.5 + Math.random() / 2);
}
