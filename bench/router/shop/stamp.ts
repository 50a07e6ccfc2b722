/**
 * The number of a caller. Subgraphs put it into everything they tell, so that an answer shows for whom each of its
 * fetches was made. All have the same length, and fit GraphQL's Int.
 */
export type Stamp = string;

export const stampLength = 8;

/** Stands for the caller where answers are kept. Nobody's number, and nowhere else in the data. */
export const noStamp: Stamp = '99999999';

/** The number of the n-th caller. */
export function stampOf(n: number): Stamp {
  return String(10_000_000 + (n % 80_000_000));
}

/** What a caller sends as `authorization`. */
export function authorizationOf(stamp: Stamp): string {
  return `Bearer ${stamp}`;
}
