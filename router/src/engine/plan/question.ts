import type { Data } from '../data.ts';
import { own } from '../data.ts';
import type { Question } from '../subgraph-calls.ts';

/** A question's text, and which of the operation's variables go with it. */
export interface Wording {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variableNames: readonly string[];
}

/** The question with the client's values, as far as it gave any: defaults are in the text. */
export function questionOf(wording: Wording, variables: Data, more: Data = {}): Question {
  const { query, operationName, variableNames } = wording;
  const sent: Data = {};
  for (const name of variableNames) {
    const value = own(variables, name);
    if (value !== undefined) sent[name] = value;
  }
  return {
    query,
    variables: Object.assign(sent, more),
    ...(operationName !== undefined && { operationName }),
  };
}
