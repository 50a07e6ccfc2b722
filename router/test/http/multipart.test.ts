import { CombinedGraphQLErrors, gql } from '@apollo/client';
import { newId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/index.ts';
import { apolloClient } from '../world/apollo.ts';
import { bearer } from '../world/ask.ts';
import { askForParts } from '../world/parts.ts';
import { startWorld } from '../world/world.ts';

const accept = 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0",application/json';
const noteAdded = 'subscription { noteAdded { cursor note { text author { name } } } }';

it('streams a subscription in parts', async () => {
  const { url, stream } = await startWorld();
  const { status, type, parts, leave, text } = await askForParts(url, noteAdded, { accept });
  expect([status, type]).toEqual([200, 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0']);
  await waitFor(() => stream.followers === 1);
  stream.add('hello');
  await waitFor(() => parts.length === 1);
  const data = { noteAdded: { cursor: '1', note: { text: 'hello', author: { name: 'Person author-1' } } } };
  expect(parts).toEqual([{ payload: { data } }]);
  expect(text()).toBe(
    `\r\n--graphql\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${JSON.stringify({ payload: { data } })}\r\n--graphql`,
  );
  leave();
  await waitFor(() => stream.followers === 0);
});

it('keeps the connection alive with empty parts', async () => {
  const { url } = await startWorld({ streams: { ...defaultSettings.streams, pingIntervalMs: 20 } });
  const { parts } = await askForParts(url, noteAdded, { accept });
  await waitFor(() => parts.length > 2);
  expect(parts.slice(0, 2)).toEqual([{}, {}]);
});

it('ends with the stream', async () => {
  const { url } = await startWorld();
  const { parts, ended, text } = await askForParts(url, 'subscription { ticks(to: 2) }', { accept });
  await ended;
  expect(parts).toEqual([{ payload: { data: { ticks: 1 } } }, { payload: { data: { ticks: 2 } } }]);
  expect(text().endsWith('\r\n--graphql--\r\n')).toBe(true);
});

it('tells beside the payload what ends the stream', async () => {
  const { url, notes, signer, stream } = await startWorld({
    resume: { firstMs: 1, maxMs: 5, giveUpAfterMs: 30 },
  });
  const headers = bearer(await signer.sign({ expiresInS: 2 }));
  const expiring = await askForParts(url, noteAdded, { accept, headers });
  await waitFor(() => stream.followers === 1);
  await expiring.ended;
  expect(expiring.parts).toMatchObject([
    { payload: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  ]);
  notes.up = false;
  const unreachable = await askForParts(url, noteAdded, { accept });
  await unreachable.ended;
  expect(unreachable.parts).toMatchObject([
    { payload: null, errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
  ]);
});

it.each([
  ['text/event-stream;q=0.5, multipart/mixed;subscriptionSpec=1.0', 'multipart/mixed'],
  ['multipart/mixed;subscriptionSpec=1.0;q=0.1, text/event-stream', 'text/event-stream'],
  ['multipart/mixed;subscriptionSpec=1.0, text/event-stream;q=0', 'multipart/mixed'],
  ['application/json', 'application/json'],
  ['multipart/mixed;subscriptionSpec=2.0, application/json', 'application/json'],
])('takes the stream that is most welcome: %s', async (asked, type) => {
  const { url } = await startWorld();
  const answer = await askForParts(url, 'subscription { ticks(to: 1) }', { accept: asked });
  await answer.ended;
  expect(answer.type).toContain(type);
});

it('answers a query in one piece when the client prefers that', async () => {
  const { url } = await startWorld();
  const types = ['application/json, text/event-stream', 'application/json;q=0.5, text/event-stream'].map(
    async (asked) => {
      const answer = await askForParts(url, '{ __typename }', { accept: asked }).catch(() => undefined);
      return answer?.type?.split(';', 1)[0];
    },
  );
  expect(await Promise.all(types)).toEqual(['application/json', 'text/event-stream']);
});

it('is understood by Apollo’s client', async () => {
  const { url, stream, signer } = await startWorld();
  const headers = bearer(await signer.sign({ viewer: newId('user') }));
  const seen: unknown[] = [];
  const watching = apolloClient(url, 'deferSpec', headers)
    .subscribe({ query: gql(noteAdded) })
    .subscribe(({ data }) => seen.push(data));
  await waitFor(() => stream.followers === 1);
  stream.add('one');
  stream.add('two');
  await waitFor(() => seen.length === 2);
  expect(seen).toMatchObject(['one', 'two'].map((text) => ({ noteAdded: { note: { text } } })));
  watching.unsubscribe();
  await waitFor(() => stream.followers === 0);
});

it('tells Apollo’s client why a stream was refused', async () => {
  const { url } = await startWorld();
  const errors: unknown[] = [];
  apolloClient(url)
    .subscribe({ query: gql`subscription { refused }` })
    .subscribe({ next: ({ error }) => errors.push(error), error: (error) => errors.push(error) });
  await waitFor(() => errors.length > 0);
  expect(errors[0]).toBeInstanceOf(CombinedGraphQLErrors);
  expect(errors[0]).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});
