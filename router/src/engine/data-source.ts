import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { SubgraphResponse } from '@ursa/transport';
import type { Scope } from '../request/scope.ts';
import type { SubgraphCalls } from './subgraph-calls.ts';
import { unavailable } from './unavailable.ts';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Lets the executor fetch from one subgraph. */
export class SubgraphDataSource implements GraphQLDataSource {
  readonly #calls: SubgraphCalls;

  constructor(calls: SubgraphCalls) {
    this.#calls = calls;
  }

  async process({ request, context }: GraphQLDataSourceProcessOptions): Promise<Answer> {
    const { query = '', variables = {}, operationName } = request;
    const question = { query, variables, ...(operationName !== undefined && { operationName }) };
    const scope = context as Scope;
    try {
      const response = await this.#calls.execute(question, scope);
      if (turnsAway(response)) return { errors: unavailable(this.#calls.name, question) } as Answer;
      const { data, errors, extensions } = response;
      return {
        ...(data !== undefined && { data }),
        ...(errors !== undefined && { errors }),
        ...(extensions !== undefined && { extensions }),
      } as Answer;
    } catch (error) {
      if (!scope.signal.aborted) scope.log.warn({ err: error, subgraph: this.#calls.name }, 'A fetch failed');
      return { errors: unavailable(this.#calls.name, question) } as Answer;
    }
  }
}

/** A subgraph that stops answers, but no question: as little as one that does not answer at all. */
function turnsAway({ data, errors = [] }: SubgraphResponse): boolean {
  return (
    !data && errors.some(({ path, extensions }) => !path && extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE')
  );
}
