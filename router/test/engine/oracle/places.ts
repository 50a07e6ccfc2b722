import type { ExecutionResult } from 'graphql';

type Path = readonly (string | number)[];

/** Where in the answer is the null that an error led to; undefined: there is none, and the error has no place. */
export function nullOf({ data }: ExecutionResult, path: Path): string | undefined {
  let value: unknown = data;
  const at: (string | number)[] = [];
  for (const part of path) {
    if (value === null || value === undefined) break;
    value = (value as Record<string | number, unknown>)[part];
    at.push(part);
  }
  return value === null ? `/${at.join('/')}` : undefined;
}

/** The nulls that errors account for; errors without one under their own path. */
export function placesOf(result: ExecutionResult): string[] {
  const places = (result.errors ?? []).map(
    ({ path = [] }) => nullOf(result, path) ?? `no null at /${path.join('/')}`,
  );
  return [...new Set(places)].sort();
}
