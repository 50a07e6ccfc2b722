const dayMs = 24 * 60 * 60 * 1_000;
const hour = 8;

/** When the next digest goes out: eight in the morning, UTC. */
export function nextDigest(now: Date): Date {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), hour);
  return new Date(today > now.getTime() ? today : today + dayMs);
}
