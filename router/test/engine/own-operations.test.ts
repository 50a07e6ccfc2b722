import { join } from 'node:path';
import type { ExecutionResult } from 'graphql';
import { execute, getOperationAST, Kind, OperationTypeNode } from 'graphql';
import { expect, it } from 'vitest';
import { apolloPlanner } from '../../src/engine/planner.ts';
import { operationsIn } from './oracle/documents.ts';
import { anyScope, ourEngine } from './oracle/engine.ts';
import { fakeTransports } from './oracle/fakes.ts';
import { apolloGateway, gatewayPlanner } from './oracle/gateway.ts';
import { subjects } from './oracle/subject.ts';
import { Universe } from './oracle/universe.ts';
import { anyVariables } from './oracle/variables.ts';

const root = join(import.meta.dirname, '../../..');
const sources = ['bench', 'clients', 'router', 'subgraphs', 'verbs'].map((folder) => join(root, folder));

it('answers every operation of the project as @apollo/gateway does, and as graphql-js', async () => {
  const ursa = subjects().find(({ name }) => name === 'ursa');
  if (ursa === undefined) throw new Error('The own supergraph is not there.');
  const { loaded } = ursa;
  const universe = new Universe(ursa, { seed: 1, throwsOneIn: 0, hidesOneIn: 0 });
  const engine = ourEngine(loaded, apolloPlanner(loaded), fakeTransports(ursa, universe, undefined, []));
  const gateway = apolloGateway(
    loaded,
    gatewayPlanner(loaded),
    fakeTransports(ursa, universe, undefined, []),
  );

  const compared = new Map<OperationTypeNode, number>();
  for (const document of operationsIn(sources, loaded.clientSchema)) {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const operationName = definition.name?.value;
      const node = getOperationAST(document, operationName);
      // Streams have tests of their own: @apollo/gateway has none.
      if (!node || node.operation === OperationTypeNode.SUBSCRIPTION) continue;
      const variables = anyVariables(loaded.clientSchema, node);
      const operation = { document, operationName, variables };
      const whole = (await execute({
        schema: loaded.clientSchema,
        document,
        ...(operationName !== undefined && { operationName }),
        variableValues: variables,
        fieldResolver: universe.resolve,
        typeResolver: universe.typeOf,
      })) as ExecutionResult;
      const ours = await engine.execute(operation, anyScope());
      expect(plain(ours), operationName ?? '').toEqual(plain(whole));
      expect(plain(await gateway(operation)), operationName ?? '').toEqual(plain(ours));
      compared.set(node.operation, (compared.get(node.operation) ?? 0) + 1);
    }
  }
  // biome-ignore lint/suspicious/noConsole: what was found
  console.log([...compared].map(([kind, count]) => `${count} × ${kind}`).join(', '));
  expect(compared.get(OperationTypeNode.QUERY)).toBeGreaterThan(100);
  expect(compared.get(OperationTypeNode.MUTATION)).toBeGreaterThan(40);
}, 120_000);

function plain({ data }: ExecutionResult): unknown {
  return JSON.parse(JSON.stringify(data ?? null));
}
