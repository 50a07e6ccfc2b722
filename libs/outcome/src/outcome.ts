/** An expected failure: something the person can mend or must be told. Bugs throw instead. */
export type Failure =
  | { kind: 'validation' | 'not-found' | 'forbidden' | 'conflict'; message: string; path?: readonly string[] }
  | { kind: 'rate-limited'; message: string; retryAfter: number; path?: readonly string[] };

/** What a domain function answers: its value, or why there is none. */
export type Outcome<Value> =
  | { ok: true; value: Value }
  | { ok: false; failures: readonly [Failure, ...Failure[]] };

/** It worked. */
export function done<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

/** It did not, for these reasons. Assignable to an outcome of any value. */
export function failed(...failures: [Failure, ...Failure[]]): Outcome<never> {
  return { ok: false, failures };
}

/** The input at `path` breaks a documented bound; an empty path: the input as a whole. */
export function invalid(path: readonly string[], message: string): Failure {
  return { kind: 'validation', message, path };
}

/** There is no such thing, or none this viewer may know of: one answer for both. */
export function notFound(what: string, path?: readonly string[]): Failure {
  return { kind: 'not-found', message: `There is no such ${what}.`, ...(path && { path }) };
}

/** The viewer sees the thing but may not do this with it. */
export function forbidden(message: string, path?: readonly string[]): Failure {
  return { kind: 'forbidden', message, ...(path && { path }) };
}

/** Something else has that place already. */
export function conflict(message: string, path?: readonly string[]): Failure {
  return { kind: 'conflict', message, ...(path && { path }) };
}

/** Too often; try again in `retryAfter` seconds. */
export function rateLimited(retryAfter: number): Failure {
  const seconds = Math.max(1, Math.ceil(retryAfter));
  const unit = seconds === 1 ? 'second' : 'seconds';
  return {
    kind: 'rate-limited',
    message: `Too many attempts. Try again in ${seconds} ${unit}.`,
    retryAfter: seconds,
  };
}
