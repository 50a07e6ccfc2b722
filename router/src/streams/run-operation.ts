import type { DocumentNode, ExecutionResult } from 'graphql';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Front } from '../front.ts';
import type { Way } from '../observations.ts';
import type { Params } from '../request/params.ts';
import type { Scope } from '../request/scope.ts';

export interface Run {
  document: DocumentNode;
  params: Params;
  scope: Scope;
  way: Way;
}

/** Runs any operation as a stream of answers: a query or a mutation gives one. Never rejects. */
export async function* runOperation(
  { document, params, scope, way }: Run,
  front: Front,
): AsyncGenerator<ExecutionResult, void> {
  const startedAt = performance.now();
  const operation = { document, operationName: params.operationName, variables: params.variables };
  const streams =
    getOperationAST(document, params.operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  const done = streams ? undefined : front.inFlight.begin();
  let failed = false;
  try {
    const answers = streams
      ? front.engine.subscribe(operation, scope)
      : [await front.engine.execute(operation, scope)];
    for await (const answer of answers) {
      failed = !answer.data;
      yield answer;
    }
  } finally {
    done?.();
    const status = scope.signal.aborted ? 'cut off' : failed ? 'failed' : 'completed';
    front.observations.ended({ way, scope, status, startedAt });
  }
}
