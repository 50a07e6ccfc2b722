/** A number that a bench found, and what it should be. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  /** Absent: told for information. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
  /** What it was made of: rates, times, sizes. */
  readonly detail?: string;
}

/** Whether the number is what it should be. */
export function isMet({ value, target }: Finding): boolean {
  if (target === undefined) return true;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

/** The finding in one line for people. */
export function line(finding: Finding): string {
  const { what, value, target, detail } = finding;
  const sign = target === undefined ? ' ' : isMet(finding) ? '✓' : '✗';
  const wanted = target && ('atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`);
  const parts = [
    `${sign} ${what}: ${value.toFixed(2)}`,
    wanted && `(target ${wanted})`,
    detail && `· ${detail}`,
  ];
  return parts.filter(Boolean).join(' ');
}
