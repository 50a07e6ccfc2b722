import type { SubgraphResponse } from './contract.ts';

/** The well-formed GraphQL response in `value` (GraphQL specification §7.1.1: data, errors, extensions); undefined if it is none. */
export function asGraphqlResponse(value: unknown): SubgraphResponse | undefined {
  if (!isRecord(value)) return undefined;
  const { data, errors, extensions } = value;
  if (data === undefined && errors === undefined) return undefined;
  if (data !== undefined && data !== null && !isRecord(data)) return undefined;
  if (errors !== undefined && !Array.isArray(errors)) return undefined;
  return {
    ...(data !== undefined && { data }),
    ...(errors !== undefined && { errors }),
    ...(isRecord(extensions) && { extensions }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
