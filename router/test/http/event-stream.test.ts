import { newId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import type { ExecutionResult } from 'graphql';
import type { Client } from 'graphql-sse';
import { createClient } from 'graphql-sse';
import { expect, it, onTestFinished } from 'vitest';
import { defaultSettings } from '../../src/index.ts';
import { bearer } from '../world/ask.ts';
import { startWorld } from '../world/world.ts';

function openClient(url: string, headers: Record<string, string> = {}, path = '/graphql'): Client {
  const client = createClient({ url: url + path, headers, retryAttempts: 0 });
  onTestFinished(() => client.dispose());
  return client;
}

function run(client: Client, query: string) {
  const answers: ExecutionResult[] = [];
  let stop = (): void => undefined;
  const done = new Promise<void>((complete, error) => {
    stop = client.subscribe(
      { query },
      { next: (answer) => answers.push(answer as ExecutionResult), complete, error },
    );
  });
  done.catch(() => undefined);
  return { answers, done, stop };
}

it.each(['/graphql', '/graphql/stream'])('streams events over %s', async (path) => {
  const { url, stream, signer } = await startWorld();
  const viewer = newId('user');
  const client = openClient(url, bearer(await signer.sign({ viewer })), path);
  const { answers, stop } = run(
    client,
    'subscription { noteAdded { cursor note { text author { name } } } }',
  );
  await waitFor(() => stream.followers === 1);
  stream.add('hello');
  await waitFor(() => answers.length === 1);
  expect(answers).toEqual([
    { data: { noteAdded: { cursor: '1', note: { text: 'hello', author: { name: 'Person author-1' } } } } },
  ]);
  stop();
  await waitFor(() => stream.followers === 0);
});

it('answers queries, mutations and what is wrong with a document the same way', async () => {
  const { url } = await startWorld();
  const client = openClient(url);
  const operations = ['{ notes { id } }', 'mutation { addNote(text: "x") { text } }', '{ nonsense }'];
  const running = operations.map((query) => run(client, query));
  await Promise.all(running.map(({ done }) => done));
  expect(running.map(({ answers }) => answers)).toEqual([
    [{ data: { notes: [{ id: '1' }, { id: '2' }, { id: '3' }] } }],
    [{ data: { addNote: { text: 'x' } } }],
    [{ errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })] }],
  ]);
});

it('serves an EventSource: GET, with pings', async () => {
  const { url, stream } = await startWorld({ streams: { ...defaultSettings.streams, pingIntervalMs: 20 } });
  const query = encodeURIComponent('subscription { noteAdded { cursor } }');
  const gone = new AbortController();
  const response = await fetch(`${url}/graphql?query=${query}`, {
    headers: { accept: 'text/event-stream' },
    signal: gone.signal,
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  await waitFor(() => stream.followers === 1);
  stream.add('x');
  await waitFor(() => text.includes('event: next\ndata: {"data":{"noteAdded":{"cursor":"1"}}}\n\n'));
  await waitFor(() => text.split(':\n\n').length > 3);
  gone.abort();
  await reading;
  await waitFor(() => stream.followers === 0);
});

it('ends a stream when its token expires, and says why', async () => {
  const { url, signer, stream } = await startWorld();
  const client = openClient(url, bearer(await signer.sign({ expiresInS: 2 })));
  const { answers, done } = run(client, 'subscription { noteAdded { cursor } }');
  await done;
  expect(answers).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
  await waitFor(() => stream.followers === 0);
});

it('bounds the streams of one address', async () => {
  const { url, stream } = await startWorld({
    streams: { ...defaultSettings.streams, maxConnectionsPerAddress: 1 },
  });
  const first = run(openClient(url), 'subscription { noteAdded { cursor } }');
  await waitFor(() => stream.followers === 1);
  const query = encodeURIComponent('{ notes { id } }');
  const second = () => fetch(`${url}/graphql?query=${query}`, { headers: { accept: 'text/event-stream' } });
  const refused = await second();
  expect([refused.status, await refused.json()]).toMatchObject([
    429,
    { errors: [{ extensions: { code: 'TOO_MANY_CONNECTIONS' } }] },
  ]);
  first.stop();
  await waitFor(async () => (await second()).status === 200);
});
