import { newId } from '@ursa/ids';
import { expect, it } from 'vitest';
import { ask, bearer } from '../world/ask.ts';
import { tokenSigner } from '../world/keys.ts';
import { startWorld } from '../world/world.ts';

const whoAsks = '{ inPassport { viewer session issuer audience headers } me { notesFor } }';

it('tells each subgraph who asks, in a passport addressed to it', async () => {
  const { url, signer } = await startWorld();
  const [viewer, session] = [newId('user'), newId('session')];
  const { data } = await ask(url, whoAsks, { headers: bearer(await signer.sign({ viewer, session })) });
  expect(data).toEqual({
    inPassport: { viewer, session, issuer: 'router', audience: 'people', headers: [] },
    me: { notesFor: viewer },
  });
});

it('says so when nobody is logged in', async () => {
  const { url } = await startWorld();
  const { data } = await ask(url, whoAsks);
  expect(data).toMatchObject({ inPassport: { viewer: null, session: null }, me: null });
});

it('lets no header of the client reach a subgraph, its own passport least of all', async () => {
  const { url, people, signer } = await startWorld();
  const viewer = newId('user');
  const stolen = people.requests[0]?.passport ?? 'stolen';
  const headers = {
    ...bearer(await signer.sign({ viewer })),
    'ursa-passport': stolen,
    'ursa-subject': await signer.sign(),
    'ursa-request-id': 'chosen-by-the-client',
    'ursa-refresh-token': 'chosen-by-the-client',
    'x-anything': 'else',
  };
  const { data, headers: answered } = await ask(url, whoAsks, { headers });
  expect(data).toMatchObject({ inPassport: { viewer, headers: [] }, me: { notesFor: viewer } });
  expect(answered.get('ursa-request-id')).not.toBe('chosen-by-the-client');
  const { data: mutated } = await ask(url, 'mutation { headersOfMutation }', { headers });
  expect(JSON.stringify(mutated)).not.toMatch(/chosen|ursa-passport|ursa-subject|x-anything/);
  expect(people.requests.map(({ requestId }) => requestId)).not.toContain('chosen-by-the-client');
});

it('lets the rest of an operation travel under the subject a reply names', async () => {
  const { url, signer } = await startWorld();
  const viewer = newId('user');
  const token = await signer.sign({ viewer });
  const operation = `mutation ($token: String!) {
    before: addNote(text: "before") { author { id } }
    logIn(token: $token) { id notesFor }
    after: addNote(text: "after") { author { id name } }
  }`;
  const { data, errors } = await ask(url, operation, { variables: { token } });
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    before: { author: null },
    logIn: { id: 'somebody', notesFor: viewer },
    after: { author: { id: viewer, name: `Person ${viewer}` } },
  });
});

it('does not believe a subject that does not verify', async () => {
  const { url } = await startWorld();
  const forger = await tokenSigner();
  const operation = 'mutation ($token: String!) { logIn(token: $token) { notesFor } }';
  const { data } = await ask(url, operation, { variables: { token: await forger.sign() } });
  expect(data).toEqual({ logIn: { notesFor: null } });
});

it('sets the cookies of subgraph replies, and tells mutations how the client wants its session', async () => {
  const { url, signer } = await startWorld();
  const cookie = '__Host-ursa-access=x; Path=/; Secure; HttpOnly; SameSite=Lax';
  const { headers } = await ask(
    url,
    'mutation ($token: String!, $cookie: String) { logIn(token: $token, cookie: $cookie) { id } }',
    {
      variables: { token: await signer.sign(), cookie },
    },
  );
  expect(headers.getSetCookie()).toEqual([cookie]);

  const { data } = await ask(url, 'mutation { headersOfMutation }', {
    headers: {
      'ursa-session': 'cookie',
      cookie: 'ursa-refresh=r1',
      'ursa-csrf': '1',
      'user-agent': 'Browser/1',
    },
  });
  expect(data?.['headersOfMutation']).toEqual([
    'ursa-forwarded-proto: http',
    'ursa-session: cookie',
    'ursa-refresh-token: r1',
    'user-agent: Browser/1',
  ]);
});
