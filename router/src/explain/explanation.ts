import type { SubgraphResponse } from '@ursa/transport';
import type { Question } from '../engine/subgraph-calls.ts';

/** One fetch of an operation that is explained. */
export interface ExplainedFetch {
  readonly subgraph: string;
  readonly query: string;
  /** From the operation's start to the fetch's, and how long it took. */
  readonly startMs: number;
  readonly ms: number;
  /** Of the answer's data, as JSON. */
  readonly bytes: number;
  /** Entities asked for. */
  readonly representations: number;
  readonly failed: boolean;
}

/** Gathers what an operation does. */
export class Explanation {
  readonly fetches: ExplainedFetch[] = [];
  readonly #startedAt = performance.now();

  /** Since the operation came in. */
  get ms(): number {
    return rounded(performance.now() - this.#startedAt);
  }

  /** @param startedAt of `performance.now()` */
  fetched(
    subgraph: string,
    question: Question,
    startedAt: number,
    response: SubgraphResponse | undefined,
  ): void {
    const entities = Object.values(question.variables ?? {}).filter((value) => isRepresentations(value));
    this.fetches.push({
      subgraph,
      query: question.query,
      startMs: rounded(startedAt - this.#startedAt),
      ms: rounded(performance.now() - startedAt),
      bytes: response === undefined ? 0 : Buffer.byteLength(JSON.stringify(response.data ?? null)),
      representations: entities.flat().length,
      failed: response === undefined || response.errors !== undefined,
    });
  }
}

function isRepresentations(value: unknown): value is unknown[] {
  return (
    Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null && '__typename' in value[0]
  );
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
