import type { OperationDefinitionNode } from 'graphql';
import { getOperationAST } from 'graphql';
import { requestError } from '../request/errors.ts';
import type { Scope } from '../request/scope.ts';
import type { Operation } from './engine.ts';

/**
 * The operation that is asked for (GraphQL specification §6.1), noted in the scope. Throws when the document does
 * not say which.
 */
export function operationOf({ document, operationName }: Operation, scope: Scope): OperationDefinitionNode {
  const node = getOperationAST(document, operationName);
  if (node) {
    scope.operation = [node.operation, node.name?.value ?? ''].join(' ').trim();
    return node;
  }
  throw requestError(
    'OPERATION_RESOLUTION_FAILURE',
    operationName === undefined
      ? 'The document holds several operations: name one.'
      : `The document holds no operation named "${operationName}".`,
    400,
  );
}
