import { SetupError } from '@ursa/setup';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const units: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day };

/**
 * The moment an operator means: so long ago (`90s`, `15m`, `2h`, `7d`) or at a time (RFC 3339, `2026-11-20T08:00:00Z`).
 * Throws a SetupError when it is neither.
 */
export function momentOf(option: string, text: string): Date {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined) return new Date(Date.now() - Number(count) * (units[unit] ?? second));
  const moment = new Date(text);
  if (/^\d{4}-\d\d-\d\d(T\S+)?$/.test(text) && !Number.isNaN(moment.getTime())) return moment;
  throw new SetupError(`--${option} takes a while ago (90s, 15m, 2h, 7d) or a time (2026-11-20T08:00:00Z).`);
}

/** A length of time in words for people. */
export function spoken(ms: number): string {
  if (ms < 10 * second) return `${(ms / second).toFixed(1)} s`;
  if (ms < 2 * minute) return `${Math.round(ms / second)} s`;
  if (ms < 2 * hour) return `${Math.round(ms / minute)} min`;
  return ms < 2 * day ? `${Math.round(ms / hour)} h` : `${Math.round(ms / day)} d`;
}
