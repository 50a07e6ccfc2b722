import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { tracedStatement } from './traced-statement.ts';

/** Counts the statements a pool sends, `begin` and `commit` included: how tests show that a page costs what it should. */
export interface StatementCounter {
  /** Statements sent since the pool was opened. */
  readonly count: number;
  /** Runs `work` and tells which statements it sent; what others in this process send meanwhile is not among them. */
  record<T>(work: () => Promise<T>): Promise<{ value: T; statements: string[] }>;
}

const recording = new AsyncLocalStorage<string[]>();

/** Runs `work` and tells which statements it sent, over any pool of this process. */
export async function recordStatements<T>(
  work: () => Promise<T>,
): Promise<{ value: T; statements: string[] }> {
  const statements: string[] = [];
  return { value: await recording.run(statements, work), statements };
}

/** A counter, and the class of client whose statements it sees. */
export function countStatements(): { counter: StatementCounter; Client: typeof pg.Client } {
  let count = 0;

  class CountingClient extends pg.Client {
    // pg's `query` has a dozen overloads; every one of them starts with the text or an object that holds it.
    override query = ((...args: unknown[]) => {
      count += 1;
      recording.getStore()?.push(statementText(args[0]));
      return tracedStatement(statementText(args[0]), args, (given) =>
        Reflect.apply(pg.Client.prototype.query, this, given),
      );
    }) as pg.Client['query'];
  }

  const counter: StatementCounter = {
    get count() {
      return count;
    },
    record: recordStatements,
  };
  return { counter, Client: CountingClient };
}

function statementText(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}
