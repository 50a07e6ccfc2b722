import type { Data } from '../data.ts';

/** A variable of the operation and the value under which something takes part. */
export interface Condition {
  readonly variable: string;
  readonly is: boolean;
}

/** Whether all of them hold under these variables, coerced. */
export function holds(conditions: readonly Condition[], values: Data): boolean {
  return conditions.every(({ variable, is }) => (values[variable] === true) === is);
}
