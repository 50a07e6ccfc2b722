import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { ask } from '../world/ask.ts';
import { startWorld } from '../world/world.ts';

it('serves GraphiQL from itself alone, with the tabs it is given', async () => {
  const tabs = [{ query: 'query Tour { notes { id } }' }];
  const { url } = await startWorld({ graphiql: { title: 'Test tour', tabs } });
  const response = await fetch(url);
  const html = await response.text();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(html).toContain('<title>Test tour</title>');
  expect(html).toContain('query Tour { notes { id } }');
  expect(html).not.toMatch(/<(script|link|img)[^>]+(src|href)="https?:/);
});

it('is ready once every subgraph answers', async () => {
  const { url, people } = await startWorld();
  await waitFor(async () => (await fetch(`${url}/ready`)).status === 200);
  people.up = false;
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await fetch(`${url}/ready`)).status).toBe(200);
});

it('is not ready before', async () => {
  const { url, logged } = await startWorld(
    {},
    {
      transports: () => ({
        execute: () => Promise.reject(new Error('down')),
        async *subscribe() {},
        close: async () => undefined,
      }),
    },
  );
  await waitFor(() => logged.some(({ msg }) => msg === 'A subgraph does not answer yet'));
  expect((await fetch(`${url}/ready`)).status).toBe(503);
});

it('publishes the public half of its passport key', async () => {
  const { url } = await startWorld();
  const { keys } = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: object[] };
  expect(keys).toEqual([expect.objectContaining({ kid: 'router', kty: 'OKP', crv: 'Ed25519' })]);
  expect(Object.keys(keys[0] ?? {})).not.toContain('d');
});

it('logs one line per operation and counts them', async () => {
  const { url, logged } = await startWorld();
  const { headers } = await ask(url, 'query Notes { notes { id } }');
  await waitFor(() => logged.some(({ msg }) => msg === 'operation'));
  expect(logged.filter(({ msg }) => msg === 'operation')).toEqual([
    expect.objectContaining({
      requestId: headers.get('ursa-request-id'),
      way: 'http',
      operation: 'query Notes',
      status: 200,
      durationMs: expect.any(Number),
    }),
  ]);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toContain(
    'ursa_router_operation_duration_seconds_count{way="http",kind="query",status="200"} 1',
  );
  expect(metrics).toMatch(/ursa_router_fetch_duration_seconds_count{subgraph="notes",answered="true"} 1/);
  expect(metrics).toContain('ursa_router_connections 0');
});
