import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Path } from './places.ts';
import type { Run } from './run.ts';

/** Most errors told of one fetch; a page of a hundred entities does not need thousands of the same sentence. */
const maxErrors = 100;

/** Notes a subgraph's error at these places of the client's answer; without any, as one that has no place. */
export function tell(
  run: Run,
  subgraph: string,
  { message, extensions }: GraphQLFormattedError,
  paths: readonly Path[] | undefined,
): void {
  const more = { ...extensions, serviceName: subgraph };
  if (paths === undefined) run.errors.push(new GraphQLError(message, { extensions: more }));
  for (const path of unlike((paths ?? []).map(run.visible))) {
    run.errors.push(new GraphQLError(message, { path, extensions: more }));
  }
}

/** A fetch without a usable answer: every null it leaves in the client's answer has its reason (GraphQL specification §6.4.4). */
export function tellFailure(run: Run, subgraph: string, paths: readonly Path[], answered: boolean): void {
  const failure = answered
    ? { message: `"${subgraph}" answered without what it was asked for.` }
    : { message: `"${subgraph}" is unavailable.`, extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph } };
  tell(run, subgraph, failure, paths.length === 0 ? undefined : paths);
}

function unlike(paths: readonly Path[]): Path[] {
  if (paths.length < 2) return [...paths];
  return [...new Map(paths.map((path) => [path.join('.'), path])).values()].slice(0, maxErrors);
}
