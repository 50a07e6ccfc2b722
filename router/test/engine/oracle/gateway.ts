import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLDataSource, ServiceMap } from '@apollo/gateway';
import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import type { SubgraphTransport } from '@ursa/transport';
import type { ExecutionResult } from 'graphql';
import { Kind } from 'graphql';
import type { Operation } from '../../../src/engine/engine.ts';
import { neverEmpty } from '../../../src/engine/plan/never-empty.ts';
import { settled } from '../../../src/engine/plan/settled.ts';
import type { Planner } from '../../../src/engine/planner.ts';
import { apolloPlanner } from '../../../src/engine/planner.ts';
import { readFieldSets } from '../../../src/engine/supergraph/field-sets.ts';
import type { LoadedSupergraph } from '../../../src/engine/supergraph.ts';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/**
 * The planner as @apollo/gateway has it: over the supergraph as it came. Only what it makes of selections that are
 * switched off is taken from it, so that the rest can be compared.
 */
export function gatewayPlanner({ sdl }: LoadedSupergraph): Planner {
  const supergraph = Supergraph.build(sdl);
  const apiSchema = supergraph.apiSchema();
  const fieldSets = readFieldSets({ kind: Kind.DOCUMENT, definitions: [] });
  const planner = apolloPlanner({
    supergraph,
    apiSchema,
    planned: { fixedFields: new Map(), fieldSets, links: new Map() },
  });
  return { plan: (document, operationName) => planner.plan(neverEmpty(settled(document)), operationName) };
}

/** Runs an operation with @apollo/gateway's executor. */
export function apolloGateway(
  loaded: LoadedSupergraph,
  planner: Planner,
  transports: ReadonlyMap<string, SubgraphTransport>,
): (operation: Operation) => Promise<ExecutionResult> {
  const services: ServiceMap = Object.fromEntries(
    [...transports].map(([name, transport]) => [name, sourceOf(transport)]),
  );
  return async ({ document, operationName, variables }) => {
    const named = operationName === undefined ? {} : { operationName };
    const context = buildOperationContext({
      schema: loaded.clientSchema,
      operationDocument: document,
      ...named,
    });
    const request = { request: { variables }, context: {}, metrics: {}, logger: console } as never;
    const plan = planner.plan(document, operationName);
    const result = await executeQueryPlan(
      plan,
      services,
      request,
      context,
      loaded.wholeSchema,
      loaded.apiSchema,
    );
    return result as ExecutionResult;
  };
}

function sourceOf(transport: SubgraphTransport): GraphQLDataSource {
  return {
    async process({ request: { query = '', variables = {} } }) {
      try {
        return (await transport.execute({ query, variables, passport: '', requestId: '' })) as Answer;
      } catch (error) {
        return { errors: [{ message: String(error) }] } as unknown as Answer;
      }
    },
  };
}
