import type { FormattedExecutionResult } from 'graphql';

export interface Answer extends FormattedExecutionResult<Record<string, unknown>, Record<string, unknown>> {
  status: number;
  headers: Headers;
}

/** POSTs an operation. */
export async function ask(
  url: string,
  query: string,
  { variables, headers = {} }: { variables?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { ...(await response.json()), status: response.status, headers: response.headers };
}

/** The header that carries an access token. */
export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
