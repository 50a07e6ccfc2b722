import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLFormattedError } from 'graphql';
import { expect, it, onTestFinished } from 'vitest';
import type { RouterSettings } from '../../src/index.ts';
import { rawSocket } from '../protection/bombs.ts';
import type { World } from '../world/world.ts';
import { startWorld } from '../world/world.ts';

const notes = 'query Notes { notes { id } }';
const ticks = 'subscription Ticks { ticks(to: 1) }';
const stranger = '{ notes { text } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

async function worldOf(mode: RouterSettings['documents']['mode']): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'ursa-manifest-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const manifest = join(folder, 'persisted-documents.json');
  await writeFile(manifest, JSON.stringify({ [hashOf(notes)]: notes, [hashOf(ticks)]: ticks }));
  return startWorld({ documents: { mode, manifest } });
}

type Params = Record<string, unknown>;
type Answer = { data?: unknown; errors?: GraphQLFormattedError[] };
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions?.['code'];
const headers = { 'content-type': 'application/json' };

/** The ways a request can come. */
const ways: Record<string, (url: string, params: Params) => Promise<Answer>> = {
  POST: async (url, params) =>
    (
      await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(params) })
    ).json() as Promise<Answer>,
  GET: async (url, params) => {
    const texts = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    return (await fetch(`${url}/graphql?${new URLSearchParams(texts)}`)).json() as Promise<Answer>;
  },
  'event stream': async (url, params) => {
    const accept = 'text/event-stream';
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers, accept },
      body: JSON.stringify(params),
    });
    const text = await response.text();
    return JSON.parse(/data: (\{.*\})/.exec(text)?.[1] ?? text);
  },
  WebSocket: async (url, params) => {
    const socket = await rawSocket(url);
    const answered = new Promise<string>((resolve) =>
      socket.once('message', (text) => resolve(String(text))),
    );
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '', ...params } }));
    const { type, payload } = JSON.parse(await answered);
    socket.terminate();
    return type === 'error' ? { errors: payload } : payload;
  },
};

it.each(Object.entries(ways))('takes the id of a registered document for its text: %s', async (_, send) => {
  const { url } = await worldOf('any');
  for (const documentId of [hashOf(notes), `sha256:${hashOf(notes)}`]) {
    expect((await send(url, { documentId })).data).toEqual({
      notes: [{ id: '1' }, { id: '2' }, { id: '3' }],
    });
  }
  expect(codeOf(await send(url, { documentId: hashOf(stranger) }))).toBe('PERSISTED_DOCUMENT_NOT_FOUND');
  expect(codeOf(await send(url, { documentId: hashOf(notes), query: notes }))).toBe('BAD_REQUEST');
  expect(await send(url, { query: stranger })).toHaveProperty('data');
});

it.each(Object.entries(ways))('answers nothing else when told to: %s', async (_, send) => {
  const { url } = await worldOf('only');
  expect(codeOf(await send(url, { query: stranger }))).toBe('PERSISTED_DOCUMENT_REQUIRED');
  expect(codeOf(await send(url, { query: `${notes} ` }))).toBe('PERSISTED_DOCUMENT_REQUIRED');
  expect(await send(url, { query: notes })).toHaveProperty('data');
  expect(await send(url, { documentId: hashOf(notes) })).toHaveProperty('data');
  const persistedQuery = (text: string) => ({
    extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } },
  });
  expect(await send(url, persistedQuery(notes))).toHaveProperty('data');
  expect(codeOf(await send(url, persistedQuery(stranger)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(codeOf(await send(url, { query: stranger, ...persistedQuery(stranger) }))).toBe(
    'PERSISTED_DOCUMENT_REQUIRED',
  );
});

it('logs those that are not registered, to find them before they are refused', async () => {
  const { url, logged } = await worldOf('prefer');
  const send = ways['POST'] as NonNullable<(typeof ways)['POST']>;
  expect(await send(url, { query: stranger })).toHaveProperty('data');
  expect(await send(url, { query: notes })).toHaveProperty('data');
  const told = logged.filter(({ msg }) => msg === 'A document is not in the manifest');
  expect(told).toMatchObject([{ sha256: hashOf(stranger) }]);
});

it('streams registered documents', async () => {
  const { url } = await worldOf('only');
  for (const way of ['event stream', 'WebSocket'])
    expect(await ways[way]?.(url, { documentId: hashOf(ticks) })).toEqual({ data: { ticks: 1 } });
});

it('does not start on a manifest that cannot be read', async () => {
  await expect(startWorld({ documents: { mode: 'only', manifest: '/nowhere.json' } })).rejects.toThrow(
    /nowhere/,
  );
});
