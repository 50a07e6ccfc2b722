import { KeysUnavailable } from './access-keys.ts';
import type { AccessTokens } from './access-tokens.ts';
import { requestError } from './errors.ts';
import type { Subject } from './subject.ts';

/**
 * Who the token speaks for; null without one, and where subgraphs verify tokens themselves (`tokens` is null). Throws a GraphQLError: with status 401 when it is expired or does not
 * verify, with 503 when that cannot be told.
 */
export async function authenticate(
  tokens: AccessTokens | null,
  token: string | undefined,
): Promise<Subject | null> {
  if (tokens === null || token === undefined) return null;
  let subject: Subject | undefined;
  try {
    subject = await tokens.verify(token);
  } catch (error) {
    if (!(error instanceof KeysUnavailable)) throw error;
    throw requestError('SUBGRAPH_UNAVAILABLE', 'Access tokens cannot be verified at the moment.', 503);
  }
  if (subject !== undefined) return subject;
  throw requestError('UNAUTHENTICATED', 'The access token is expired or does not verify.', 401);
}
