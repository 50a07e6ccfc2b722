import { getEventListeners } from 'node:events';
import { waitFor } from '@ursa/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from '../src/index.ts';
import { httpTransport, localTransport, SubgraphUnavailable } from '../src/index.ts';
import type { Served } from './serve.ts';
import { serve } from './serve.ts';
import { TestSubgraph } from './test-subgraph.ts';

const timeoutMs = 300;

const adapters = [
  {
    name: 'over HTTP',
    async open(subgraph: TestSubgraph) {
      const served: Served = await serve(subgraph);
      const transport = httpTransport({ name: 'posts', url: served.url, timeoutMs });
      return { transport, close: () => served.close() };
    },
  },
  {
    name: 'in the same process',
    async open(subgraph: TestSubgraph) {
      return { transport: localTransport(subgraph, { timeoutMs }), close: async () => {} };
    },
  },
];

function ask(query: string, more: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return { query, passport: 'a passport', requestId: 'request 1', ...more };
}

const unavailable = (reason: string) => ({ name: 'SubgraphUnavailable', subgraph: 'posts', reason });

describe.each(adapters)('calling a subgraph $name', ({ open }) => {
  let subgraph: TestSubgraph;
  let transport: SubgraphTransport;
  let closeServer: () => Promise<void>;
  beforeEach(async () => {
    subgraph = new TestSubgraph();
    ({ transport, close: closeServer } = await open(subgraph));
  });
  afterEach(async () => {
    await transport.close();
    await closeServer();
  });

  /** Starts a subscription; the answer is its iterator and the promise of its first event. */
  async function begin(more: Partial<SubgraphRequest> = {}) {
    const listeners = subgraph.ticks.listeners;
    const events = transport.subscribe(ask('subscription { ticks }', more))[Symbol.asyncIterator]();
    const first = events.next();
    first.catch(() => undefined);
    await waitFor(() => subgraph.ticks.listeners === listeners + 1);
    return { events, first };
  }

  describe('with a query or mutation', () => {
    it('gives its answer', async () => {
      const query = 'query A { half } query B($name: String!) { hello(name: $name) }';
      const answer = await transport.execute(ask(query, { variables: { name: 'Ada' }, operationName: 'B' }));
      expect(answer).toEqual({ data: { hello: 'Hello, Ada!' } });
    });

    it('brings the passport, the request id and further headers along', async () => {
      const answer = await transport.execute(ask('{ caller }', { headers: { 'ursa-session': 'cookie' } }));
      expect(answer.data).toEqual({ caller: ['a passport', 'request 1', 'cookie'] });
    });

    it('gives its errors beside the data', async () => {
      const answer = await transport.execute(ask('{ half hello(name: "Ada") }'));
      expect(answer.data).toEqual({ half: null, hello: 'Hello, Ada!' });
      expect(answer.errors).toMatchObject([{ path: ['half'], extensions: { code: 'HALF' } }]);
    });

    it('lets only the headers travel that are meant to', async () => {
      const answer = await transport.execute(ask('mutation { logIn }'));
      expect(answer.headers).toEqual({
        'set-cookie': ['ursa-access=1', 'ursa-refresh=2'],
        'ursa-subject': 'a token',
      });
    });

    it('gives up after the timeout, and the subgraph hears of it', async () => {
      await expect(transport.execute(ask('{ stuck }'))).rejects.toMatchObject(unavailable('timeout'));
      await waitFor(() => subgraph.log.includes('aborted'));
    });

    it('ends at once when it is aborted, and the subgraph hears of it', async () => {
      const caller = new AbortController();
      const answer = transport.execute(ask('{ stuck }', { signal: caller.signal }));
      await waitFor(() => subgraph.log.includes('{ stuck }'));
      caller.abort(new Error('the client left'));
      await expect(answer).rejects.toThrow('the client left');
      await waitFor(() => subgraph.log.includes('aborted'));
    });

    it('is not sent when it is aborted already', async () => {
      const signal = AbortSignal.abort(new Error('the client left'));
      await expect(transport.execute(ask('{ caller }', { signal }))).rejects.toThrow('the client left');
      await transport.execute(ask('{ hello(name: "Ada") }'));
      expect(subgraph.log).toEqual(['{ hello(name: "Ada") }']);
    });

    it('says which subgraph failed when there is no GraphQL response', async () => {
      const answer = transport.execute(ask('{ broken }'));
      await expect(answer).rejects.toBeInstanceOf(SubgraphUnavailable);
      await expect(answer).rejects.toMatchObject(unavailable('protocol'));
    });

    it('ends when the transport closes, and is refused from then on', async () => {
      const answer = transport.execute(ask('{ stuck }'));
      answer.catch(() => undefined);
      await waitFor(() => subgraph.log.includes('{ stuck }'));
      await transport.close();
      await expect(answer).rejects.toMatchObject(unavailable('closed'));
      await expect(transport.execute(ask('{ caller }'))).rejects.toMatchObject(unavailable('closed'));
    });
  });

  it('keeps no hold on the signal of a call that is over', async () => {
    const { signal } = new AbortController();
    await transport.execute(ask('{ caller }', { signal }));
    await collect(transport.subscribe(ask('subscription { caller }', { signal })));
    const { events } = await begin({ signal });
    await events.return?.();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  describe('with a subscription', () => {
    it('gives its events in order, and ends with it', async () => {
      const { events, first } = await begin();
      for (const ticks of [1, 2, 3]) subgraph.ticks.send({ ticks });
      subgraph.ticks.complete();
      expect(await first).toEqual({ done: false, value: { data: { ticks: 1 } } });
      expect(await collect(events)).toEqual([{ data: { ticks: 2 } }, { data: { ticks: 3 } }]);
    });

    it('brings the passport and the request id along', async () => {
      const events = transport.subscribe(ask('subscription { caller }', { passport: 'one' }));
      const others = transport.subscribe(ask('subscription { caller }', { passport: 'two' }));
      expect(await collect(events)).toEqual([{ data: { caller: ['one', 'request 1', null] } }]);
      expect(await collect(others)).toEqual([{ data: { caller: ['two', 'request 1', null] } }]);
    });

    it('gives the errors of one that is refused, and ends', async () => {
      const events = await collect(transport.subscribe(ask('subscription { refused }')));
      expect(events).toMatchObject([
        { errors: [{ message: 'no such thread', extensions: { code: 'NOT_FOUND' } }] },
      ]);
    });

    it('lasts longer than a call may', async () => {
      const { first } = await begin();
      await expect(transport.execute(ask('{ stuck }'))).rejects.toMatchObject(unavailable('timeout'));
      subgraph.ticks.send({ ticks: 1 });
      expect(await first).toEqual({ done: false, value: { data: { ticks: 1 } } });
    });

    it('runs apart from others', async () => {
      const one = await begin();
      const two = await begin();
      await one.events.return?.();
      await waitFor(() => subgraph.ticks.listeners === 1);
      subgraph.ticks.send({ ticks: 1 });
      expect(await two.first).toEqual({ done: false, value: { data: { ticks: 1 } } });
      expect((await one.first).done).toBe(true);
    });

    it('ends quietly when it is aborted while it waits, and the subgraph hears of it', async () => {
      const caller = new AbortController();
      const { events, first } = await begin({ signal: caller.signal });
      caller.abort();
      expect((await first).done).toBe(true);
      expect((await events.next()).done).toBe(true);
      await waitFor(() => subgraph.ticks.listeners === 0);
    });

    it('does not begin when it is aborted already', async () => {
      const events = transport.subscribe(ask('subscription { ticks }', { signal: AbortSignal.abort() }));
      expect(await collect(events)).toEqual([]);
      expect(subgraph.ticks.listeners).toBe(0);
    });

    it('ends when it is left, and the subgraph hears of it', async () => {
      const { events, first } = await begin();
      subgraph.ticks.send({ ticks: 1 });
      await first;
      await events.return?.();
      expect((await events.next()).done).toBe(true);
      await waitFor(() => subgraph.ticks.listeners === 0);
    });

    it('fails when the transport closes, and is refused from then on', async () => {
      const { first } = await begin();
      await transport.close();
      await expect(first).rejects.toMatchObject(unavailable('closed'));
      await waitFor(() => subgraph.ticks.listeners === 0);
      const late = collect(transport.subscribe(ask('subscription { ticks }')));
      await expect(late).rejects.toMatchObject(unavailable('closed'));
    });
  });
});

async function collect(events: AsyncIterable<SubgraphResponse> | AsyncIterator<SubgraphResponse>) {
  const iterator = Symbol.asyncIterator in events ? events[Symbol.asyncIterator]() : events;
  const collected: SubgraphResponse[] = [];
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) return collected;
    collected.push(value);
  }
}
