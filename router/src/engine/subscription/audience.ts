import type { Scope } from '../../request/scope.ts';

/** Those who are answered alike, and in whose name subgraphs are asked. */
export interface Audience {
  /** The same for the same audience only. */
  readonly key: string;
  /** Whoever is asked for: one scope for as long as the audience watches. */
  scope(signal: AbortSignal): Scope;
}

/**
 * The people a stream may be shared by: all of them when its answers depend on nobody; else the one viewer, in one
 * session, or those who are logged out; where nobody is authenticated here, those with the same headers. An address is nobody's in common: subgraphs do not learn it.
 */
export function audienceOf(scope: Scope, isPublic: boolean): Audience {
  const subject = isPublic ? null : scope.subject;
  const headers = isPublic ? {} : scope.headers;
  const who = subject === null ? '' : `${subject.viewer} ${subject.session ?? ''}`;
  return {
    key: `${who} ${JSON.stringify(headers)}`,
    scope: (signal) => ({
      ...scope,
      subject,
      address: null,
      headers,
      mutationHeaders: {},
      cookies: [],
      signal,
    }),
  };
}
