import { availableParallelism, loadavg } from 'node:os';

/** How many times longer than by itself a thing may take, for all that others do on this machine meanwhile. */
export function busy(): number {
  return Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
}
