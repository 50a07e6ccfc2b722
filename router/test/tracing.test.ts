import { createLog, createMetrics, openTracing } from '@ursa/telemetry';
import { traceReceiver } from '@ursa/testkit';
import { httpTransport } from '@ursa/transport';
import { expect, it, onTestFinished } from 'vitest';
import { startRouter } from '../src/index.ts';
import { ask } from './world/ask.ts';
import { foreignSubgraph } from './world/foreign.ts';
import { supergraphOf } from './world/world.ts';

const books = [{ isbn: '1' }, { isbn: '2' }];

async function start(): Promise<{
  url: string;
  received: Awaited<ReturnType<typeof foreignSubgraph>>['received'];
}> {
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
  const shelf = await foreignSubgraph(
    'shelf',
    `${link} type Query { books: [Book!]! } type Book @key(fields: "isbn") { isbn: ID! }`,
    { Query: { books: () => books } } as never,
  );
  const critics = await foreignSubgraph(
    'critics',
    `${link} type Query { unused: Int } type Book @key(fields: "isbn") { isbn: ID! verdict: String }`,
    { Book: { __resolveReference: (book: object) => book, verdict: () => 'good' } } as never,
  );
  const urls = { shelf: shelf.url, critics: critics.url };
  const router = await startRouter({
    supergraphSdl: supergraphOf([shelf, critics]),
    transports: (name) => httpTransport({ name, url: urls[name as keyof typeof urls] }),
    metrics: createMetrics({ defaults: false }),
    log: createLog({ name: 'router', level: 'silent' }),
  });
  onTestFinished(() => router.stop());
  return { url: `http://127.0.0.1:${await router.listen(0, '127.0.0.1')}`, received: critics.received };
}

const trace = '0af7651916cd43dd8448eb211c80319c';
const headers = { authorization: 'me', traceparent: `00-${trace}-b7ad6b7169203331-01` };

it('goes on with the trace of a client: the operation, each fetch, and the subgraph it is sent to', async () => {
  const receiver = await traceReceiver();
  onTestFinished(() => receiver.close());
  const stopTracing = await openTracing({ service: 'router', endpoint: receiver.endpoint });
  const { url, received } = await start();
  const { data } = await ask(url, 'query Verdicts { books { verdict } }', { headers });
  expect(data).toEqual({ books: [{ verdict: 'good' }, { verdict: 'good' }] });
  await stopTracing();

  const spans = receiver.spans.filter(({ traceId }) => traceId === trace);
  const [operation, ...others] = spans.filter(({ name }) => name === 'query Verdicts');
  expect(others).toEqual([]);
  expect(operation?.parentSpanId).toBe('b7ad6b7169203331');
  const fetches = spans.filter(({ parentSpanId }) => parentSpanId === operation?.spanId);
  expect(fetches.map(({ name }) => name).sort()).toEqual(['fetch critics', 'fetch shelf']);
  const asked = fetches.find(({ name }) => name === 'fetch critics')?.spanId;
  expect(received.map(({ traceparent }) => traceparent)).toContain(`00-${trace}-${asked}-01`);
});

it('tells nothing without a receiver', async () => {
  const stopTracing = await openTracing({ service: 'router', endpoint: undefined });
  const { url, received } = await start();
  expect((await ask(url, '{ books { verdict } }', { headers })).errors).toBeUndefined();
  await stopTracing();
  expect(received.some(({ traceparent }) => traceparent !== undefined)).toBe(false);
});
