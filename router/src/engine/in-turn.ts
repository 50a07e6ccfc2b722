import { setImmediate as otherWork } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';

/** Runs parts of one operation one after the other and joins their answers; a null instead of data ends it. */
export async function inTurn(parts: readonly (() => Promise<ExecutionResult>)[]): Promise<ExecutionResult> {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first();
  const data: Record<string, unknown> = {};
  const errors: NonNullable<ExecutionResult['errors']>[number][] = [];
  for (const part of parts) {
    const answer = await part();
    errors.push(...(answer.errors ?? []));
    if (!answer.data) return { data: null, errors };
    Object.assign(data, answer.data);
    // Planning is a long stretch of work: between two of them others get their turn.
    await otherWork();
  }
  return { data, ...(errors.length > 0 && { errors }) };
}
