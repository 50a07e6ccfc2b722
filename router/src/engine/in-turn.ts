import { setImmediate as otherWork } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import type { TextAnswer } from './answer.ts';
import { joined, membersOf } from './json.ts';

/**
 * Runs parts of one operation one after the other and joins their answers, which have no field in common; a null instead
 * of data ends it.
 */
export async function inTurn(parts: readonly (() => Promise<TextAnswer>)[]): Promise<TextAnswer> {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first();
  const data: Buffer[] = [];
  const errors: GraphQLError[] = [];
  for (const part of parts) {
    const answer = await part();
    errors.push(...(answer.errors ?? []));
    if (!answer.data) return { data: null, errors };
    const members = membersOf(answer.data);
    if (members.length > 0) data.push(members);
    // Planning is a long stretch of work: between two of them others get their turn.
    await otherWork();
  }
  return { data: joined('{', data, '}'), ...(errors.length > 0 && { errors }) };
}
