import { createHash } from 'node:crypto';

// UUIDv7 (RFC 9562) begins with 48 bits of milliseconds.
const latest = 2 ** 48 - 1;

/** The first and the last UUIDv7 of a millisecond. */
export function uuidsOf(ms: number): { first: string; last: string } {
  const hex = Math.min(Math.max(Math.trunc(ms), 0), latest)
    .toString(16)
    .padStart(12, '0');
  const time = `${hex.slice(0, 8)}-${hex.slice(8)}`;
  return { first: `${time}-0000-0000-000000000000`, last: `${time}-ffff-ffff-ffffffffffff` };
}

/** When a UUIDv7 was made. */
export function madeAt(uuid: string): Date {
  return new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));
}

/** The id of a tag's document: made of its name, and before every moment. */
export function tagUuid(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return `00000000-0000-0000-${hash.slice(0, 4)}-${hash.slice(4, 16)}`;
}
