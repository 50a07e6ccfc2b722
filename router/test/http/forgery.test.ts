import { expect, it } from 'vitest';
import type { World } from '../world/world.ts';
import { startWorld } from '../world/world.ts';

const query = '{ inPassport { viewer } }';

interface Request {
  method: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends a request as a browser would; answers its status and whether anything ran. */
async function send({ url, people }: World, { method, path = '/graphql', headers = {}, body }: Request) {
  const before = people.requests.length;
  const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
  await response.text();
  return { status: response.status, ran: people.requests.length > before };
}

const get = `/graphql?query=${encodeURIComponent(query)}`;
const json = { 'content-type': 'application/json' };
const body = JSON.stringify({ query });
const stream = { accept: 'text/event-stream' };

it('refuses what foreign pages can make a browser send', async () => {
  const world = await startWorld();
  const cookie = `ursa-access=${await world.signer.sign()}`;
  const foreign = { origin: 'https://evil.example' };
  const forged: Record<string, Request> = {
    'a form': { method: 'POST', headers: { cookie, 'content-type': 'text/plain' }, body },
    'a form without cookies': { method: 'POST', headers: { 'content-type': 'text/plain' }, body },
    'JSON with cookies alone': { method: 'POST', headers: { cookie, ...json }, body },
    'JSON from a foreign origin': {
      method: 'POST',
      headers: { ...foreign, ...json, 'ursa-csrf': '1' },
      body,
    },
    'a refresh cookie alone': { method: 'POST', headers: { cookie: 'ursa-refresh=x', ...json }, body },
    'GET with cookies': { method: 'GET', path: get, headers: { cookie } },
    'GET from a foreign origin': { method: 'GET', path: get, headers: foreign },
    'GET by a link or an image': { method: 'GET', path: get, headers: { 'sec-fetch-site': 'cross-site' } },
    'GET from a sibling domain': { method: 'GET', path: get, headers: { 'sec-fetch-site': 'same-site' } },
    'an event source with cookies': { method: 'GET', path: get, headers: { cookie, ...stream } },
    'an event source of a foreign page': { method: 'GET', path: get, headers: { ...foreign, ...stream } },
    'a posted event stream with cookies': { method: 'POST', headers: { cookie, ...json, ...stream }, body },
  };
  for (const [what, request] of Object.entries(forged)) {
    const { status, ran } = await send(world, request);
    expect([what, status === 403 || status === 415, ran]).toEqual([what, true, false]);
  }
});

it('takes the same from our own pages and from those who are no browser', async () => {
  const world = await startWorld({ allowedOrigins: ['https://app.example'] });
  const cookie = `ursa-access=${await world.signer.sign()}`;
  const csrf = { 'ursa-csrf': '1' };
  const good: Record<string, Request> = {
    'curl, POST': { method: 'POST', headers: json, body },
    'curl, GET': { method: 'GET', path: get },
    'curl, event stream': { method: 'GET', path: get, headers: stream },
    'our own page': { method: 'POST', headers: { cookie, ...json, ...csrf, origin: world.url }, body },
    'our own page, GET': {
      method: 'GET',
      path: get,
      headers: { cookie, ...csrf, 'sec-fetch-site': 'same-origin' },
    },
    'an allowed page': {
      method: 'POST',
      headers: { cookie, ...json, ...csrf, origin: 'https://app.example' },
      body,
    },
    'Apollo Client': {
      method: 'POST',
      headers: { cookie, ...json, 'apollo-require-preflight': 'true' },
      body,
    },
  };
  for (const [what, request] of Object.entries(good)) {
    expect([what, await send(world, request)]).toEqual([what, { status: 200, ran: true }]);
  }
});

it('executes no mutation on GET, over either media', async () => {
  const world = await startWorld();
  const path = `/graphql?query=${encodeURIComponent('mutation { headersOfMutation }')}`;
  expect(await send(world, { method: 'GET', path })).toEqual({ status: 405, ran: false });
  expect(await send(world, { method: 'GET', path, headers: stream })).toEqual({ status: 405, ran: false });
});

it('lets pages of allowed origins, and no others, read answers', async () => {
  const { url } = await startWorld({ allowedOrigins: ['https://app.example'] });
  const preflight = async (origin: string) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'ursa-csrf',
      },
    });
    return [response.status, response.headers.get('access-control-allow-origin')];
  };
  expect(await preflight('https://app.example')).toEqual([204, 'https://app.example']);
  expect(await preflight('https://evil.example')).toEqual([204, null]);
});
