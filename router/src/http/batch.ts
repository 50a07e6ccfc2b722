import type { TextAnswer } from '../engine/answer.ts';
import { answerJson } from '../engine/answer.ts';
import { clientErrors } from '../engine/client-errors.ts';
import { asGraphqlError } from '../engine/graphql-error.ts';
import { joined } from '../engine/json.ts';
import type { Front } from '../front.ts';
import { requestError } from '../request/errors.ts';
import { checkParams } from '../request/params.ts';
import type { Scope } from '../request/scope.ts';

/**
 * Runs operations that come in one request, one after the other, and writes their answers as a list in the same order.
 * What one is refused with is its own answer. Throws a GraphQLError when there are too many.
 *
 * @param maxOperations 0: lists are not taken
 */
export async function answerBatch(
  operations: readonly unknown[],
  scope: Scope,
  front: Front,
  maxOperations: number,
): Promise<Buffer> {
  if (maxOperations === 0) throw requestError('BAD_REQUEST', 'The body must be a map.', 400);
  if (operations.length === 0) throw requestError('BAD_REQUEST', 'There is no operation in the list.', 400);
  if (operations.length > maxOperations)
    throw requestError('BAD_REQUEST', `A request may hold ${maxOperations} operations.`, 400);
  const answers: Buffer[] = [];
  for (const each of operations) answers.push(answerJson(await answerOf(each, scope, front)));
  return joined('[', answers, ']');
}

async function answerOf(
  each: unknown,
  scope: Scope,
  { trusted, documents, engine }: Front,
): Promise<TextAnswer> {
  try {
    if (typeof each !== 'object' || each === null || Array.isArray(each))
      throw requestError('BAD_REQUEST', 'An operation must be a map.', 400);
    const { query, ...params } = checkParams(trusted.resolve({ ...each }));
    const read = documents.read(query);
    return 'errors' in read ? read : await engine.executeText({ document: read.document, ...params }, scope);
  } catch (error) {
    return { errors: clientErrors([asGraphqlError(error)], scope) };
  }
}
