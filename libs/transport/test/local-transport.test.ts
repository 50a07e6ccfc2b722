import { expect, it } from 'vitest';
import type { LocalSubgraph, SubgraphRequest, SubgraphResponse } from '../src/index.ts';
import { localTransport } from '../src/index.ts';
import { Source } from './source.ts';

const request: SubgraphRequest = { query: 'subscription { ticks }', passport: 'p', requestId: 'r' };

/** A subgraph whose streams know nothing of the request's signal. */
function deafSubgraph(source: Source<SubgraphResponse>): LocalSubgraph {
  return { name: 'posts', execute: () => new Promise(() => undefined), subscribe: () => source.listen() };
}

it('a stream that knows no signal is told to return when it is left or aborted', async () => {
  const source = new Source<SubgraphResponse>();
  const transport = localTransport(deafSubgraph(source));
  const caller = new AbortController();
  const left = transport.subscribe(request)[Symbol.asyncIterator]();
  const aborted = transport.subscribe({ ...request, signal: caller.signal })[Symbol.asyncIterator]();
  const waiting = [left.next(), aborted.next()];
  expect(source.listeners).toBe(2);
  await left.return?.();
  caller.abort();
  for (const next of waiting) expect((await next).done).toBe(true);
  expect(source.listeners).toBe(0);
});

it('an error of a stream names the subgraph', async () => {
  const subgraph: LocalSubgraph = {
    ...deafSubgraph(new Source()),
    async *subscribe() {
      yield { data: { ticks: 1 } };
      throw new Error('a bug');
    },
  };
  const events = localTransport(subgraph).subscribe(request)[Symbol.asyncIterator]();
  expect((await events.next()).value).toEqual({ data: { ticks: 1 } });
  await expect(events.next()).rejects.toMatchObject({
    name: 'SubgraphUnavailable',
    subgraph: 'posts',
    reason: 'protocol',
    cause: { message: 'a bug' },
  });
});
