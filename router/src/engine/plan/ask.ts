import type { SubgraphResponse } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';
import type { Question, SubgraphCalls } from '../subgraph-calls.ts';
import { copyOf } from './merge.ts';
import type { Run } from './run.ts';

/** The subgraph's answer; undefined when it has none for us. */
export async function ask(
  run: Run,
  calls: SubgraphCalls,
  question: Question,
): Promise<SubgraphResponse | undefined> {
  const { scope } = run;
  try {
    const response = await calls.execute(question, scope);
    return turnsAway(response) ? undefined : response;
  } catch (error) {
    if (!scope.signal.aborted) {
      // Of a subgraph that is left alone it was told once.
      const known = error instanceof SubgraphUnavailable && error.reason === 'broken';
      scope.log[known ? 'debug' : 'warn']({ err: error, subgraph: calls.name }, 'A fetch failed');
    }
    return undefined;
  }
}

/**
 * The same for a question that may be put twice in one run: it is sent once, and each gets an answer of its own.
 * `wording` is the question's text but for what numbers it.
 */
export async function askOnce(
  run: Run,
  calls: SubgraphCalls,
  question: Question,
  wording: string,
): Promise<SubgraphResponse | undefined> {
  const key = `${calls.name} ${wording} ${JSON.stringify(question.variables)}`;
  let answer = run.answers.get(key);
  if (answer === undefined) {
    answer = ask(run, calls, question);
    run.answers.set(key, answer);
  }
  return copyOf(await answer);
}

/** A subgraph that stops answers, but no question: as little as one that does not answer at all. */
function turnsAway({ data, errors = [] }: SubgraphResponse): boolean {
  return (
    !data && errors.some(({ path, extensions }) => !path && extensions?.['code'] === 'SUBGRAPH_UNAVAILABLE')
  );
}
