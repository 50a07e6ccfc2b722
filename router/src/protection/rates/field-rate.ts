/** How often a field may be resolved. */
export interface FieldRate {
  /** `Mutation.logIn` */
  readonly field: string;
  readonly count: number;
  readonly windowMs: number;
  /** For whom it is counted; a viewer's are counted for the address where there is no viewer. */
  readonly per: 'viewer' | 'address';
}

const windows = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

const form = /^(\d{1,9}) per (second|minute|hour|day) per (viewer|address)$/;

/** How a rate is written, for those who wrote one in another way. */
export const rateForm =
  'must read like "10 per minute per address" (second, minute, hour or day; viewer or address)';

/** Reads `10 per minute per address`; undefined: it is not written so. */
export function parseFieldRate(field: string, text: string): FieldRate | undefined {
  const [, count, unit, per] = form.exec(text.trim()) ?? [];
  if (count === undefined || Number(count) === 0) return undefined;
  return {
    field,
    count: Number(count),
    windowMs: windows[unit as keyof typeof windows],
    per: per as FieldRate['per'],
  };
}
