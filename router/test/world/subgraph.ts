import type { GraphQLResolverMap } from '@apollo/subgraph';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Passport, Verifier } from '@ursa/passport';
import type { LocalSubgraph, SubgraphRequest, SubgraphResponse } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';
import type { GraphQLSchema } from 'graphql';
import { execute, parse, subscribe } from 'graphql';

/** What a resolver of the test world sees. */
export interface TestContext {
  passport: Passport;
  request: SubgraphRequest;
  signal: AbortSignal;
  reply: Record<string, string | string[]>;
}

export interface TestSubgraph extends LocalSubgraph {
  sdl: string;
  /** Whether it is reachable. */
  up: boolean;
  /** Every request that got in. */
  readonly requests: SubgraphRequest[];
}

/** A subgraph that lets in whoever has a passport for it, as the real ones do. */
export function testSubgraph(
  name: string,
  sdl: string,
  resolvers: GraphQLResolverMap<TestContext>,
  verifier: Verifier,
): TestSubgraph {
  const schema: GraphQLSchema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);

  const enter = (request: SubgraphRequest): TestContext | undefined => {
    if (!subgraph.up) throw new SubgraphUnavailable(name, 'network', 'it is down');
    const passport = verifier.verify(request.passport);
    if (passport === undefined) return undefined;
    subgraph.requests.push(request);
    return { passport, request, signal: request.signal ?? new AbortController().signal, reply: {} };
  };
  const args = (request: SubgraphRequest, contextValue: TestContext) => ({
    schema,
    document: parse(request.query),
    variableValues: request.variables,
    operationName: request.operationName,
    contextValue,
  });

  const subgraph: TestSubgraph = {
    name,
    sdl,
    up: true,
    requests: [],
    async execute(request) {
      const context = enter(request);
      if (context === undefined) return refused;
      const { data, errors } = await execute(args(request, context));
      return {
        ...(data !== undefined && { data }),
        ...(errors && { errors: errors.map((error) => error.toJSON()) }),
        headers: context.reply,
      };
    },
    async *subscribe(request) {
      const context = enter(request);
      if (context === undefined) return yield refused;
      const results = await subscribe(args(request, context));
      if (!(Symbol.asyncIterator in results))
        return yield { errors: (results.errors ?? []).map((e) => e.toJSON()) };
      for await (const { data, errors } of results) {
        yield {
          ...(data !== undefined && { data }),
          ...(errors && { errors: errors.map((e) => e.toJSON()) }),
        };
      }
    },
  };
  return subgraph;
}

const refused: SubgraphResponse = {
  errors: [{ message: 'A valid passport is required.', extensions: { code: 'UNAUTHENTICATED' } }],
};
