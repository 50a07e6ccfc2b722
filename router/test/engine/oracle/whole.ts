import type { DocumentNode, ExecutionResult } from 'graphql';
import { execute } from 'graphql';
import type { Subject } from './subject.ts';
import type { Universe } from './universe.ts';

/** What graphql-js answers over a universe as one schema: what everybody together should answer. */
export async function answerOfAll(
  { loaded }: Subject,
  { resolve, typeOf }: Universe,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
): Promise<ExecutionResult> {
  return (await execute({
    schema: loaded.clientSchema,
    document,
    variableValues,
    fieldResolver: resolve,
    typeResolver: typeOf,
  })) as ExecutionResult;
}
