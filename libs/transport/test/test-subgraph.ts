import type { ExecutionResult } from 'graphql';
import { buildSchema, execute, GraphQLError, parse, subscribe } from 'graphql';
import type { LocalSubgraph, SubgraphRequest, SubgraphResponse } from '../src/index.ts';
import { Source } from './source.ts';

export const schema = buildSchema(/* GraphQL */ `
  type Query {
    hello(name: String!): String!
    caller: [String]!
    half: String
    "Answers when the test says so."
    stuck: String
    "Breaks without a GraphQL response."
    broken: String
    long(length: Int!): String!
  }
  type Mutation {
    logIn: Boolean!
  }
  type Subscription {
    ticks: Int!
    caller: [String]!
    "Refused before it begins."
    refused: Int
  }
`);

/** A small subgraph that keeps book of what reaches it. */
export class TestSubgraph implements LocalSubgraph {
  readonly name = 'posts';
  readonly ticks = new Source<{ ticks: number }>();
  readonly log: string[] = [];

  async execute(request: SubgraphRequest): Promise<SubgraphResponse> {
    const { query, variables, operationName } = request;
    this.log.push(query);
    if (query.includes('broken')) throw new Error('a bug');
    const result = await execute({
      schema,
      document: parse(query),
      rootValue: this.#root(request),
      variableValues: variables,
      operationName,
    });
    const headers = {
      'set-cookie': ['ursa-access=1', 'ursa-refresh=2'],
      'ursa-subject': 'a token',
      'x-internal': 'stays here',
    };
    return { ...response(result), ...(query.includes('logIn') && { headers }) };
  }

  async *subscribe(request: SubgraphRequest): AsyncGenerator<SubgraphResponse> {
    const result = await this.open(request);
    if (!(Symbol.asyncIterator in result)) {
      yield response(result);
      return;
    }
    const end = (): void => void result.return?.(undefined);
    request.signal?.addEventListener('abort', end);
    if (request.signal?.aborted) end();
    for await (const event of result) yield response(event);
  }

  /** What `subscribe` of graphql-js answers for this request. */
  async open(request: SubgraphRequest): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
    return subscribe({
      schema,
      document: parse(request.query),
      rootValue: {
        ticks: () => this.ticks.listen(),
        caller: async function* () {
          yield { caller: callerOf(request) };
        },
        refused: () => {
          throw new GraphQLError('no such thread', { extensions: { code: 'NOT_FOUND' } });
        },
      },
      variableValues: request.variables,
    }) as Promise<AsyncGenerator<ExecutionResult> | ExecutionResult>;
  }

  #root(request: SubgraphRequest): Record<string, unknown> {
    return {
      hello: ({ name }: { name: string }) => `Hello, ${name}!`,
      caller: () => callerOf(request),
      half: () => {
        throw new GraphQLError('the other half is missing', { extensions: { code: 'HALF' } });
      },
      stuck: () =>
        new Promise((resolve) => {
          request.signal?.addEventListener('abort', () => {
            this.log.push('aborted');
            resolve(null);
          });
        }),
      long: ({ length }: { length: number }) => 'x'.repeat(length),
      logIn: () => true,
    };
  }
}

function callerOf({ passport, requestId, headers }: SubgraphRequest): (string | undefined)[] {
  return [passport, requestId, headers?.['ursa-session']];
}

function response({ data, errors }: ExecutionResult): SubgraphResponse {
  return {
    ...(data !== undefined && { data: data as Record<string, unknown> | null }),
    ...(errors !== undefined && { errors: errors.map((error) => error.toJSON()) }),
  };
}
