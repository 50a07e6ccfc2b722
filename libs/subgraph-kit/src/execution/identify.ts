import { randomUUID } from 'node:crypto';
import { PASSPORT_HEADER, REQUEST_ID_HEADER } from '@ursa/passport';

// A caller's request id goes to logs and answers: it is kept only when it is plainly an id.
const requestId = /^[\w.:-]{1,100}$/;

/** The caller's request id; a fresh one when it is missing or odd. */
export function requestIdOf(value: unknown): string {
  return typeof value === 'string' && requestId.test(value) ? value : randomUUID();
}

/** The headers a resolver may read: the client's `ursa-…` ones and its `user-agent`. */
export function clientHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || name === PASSPORT_HEADER || name === REQUEST_ID_HEADER) continue;
    if (name === 'user-agent' || name.startsWith('ursa-')) kept[name] = value;
  }
  return kept;
}
