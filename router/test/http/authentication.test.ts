import { newId } from '@ursa/ids';
import { expect, it } from 'vitest';
import { accessKeys } from '../../src/index.ts';
import { ask, bearer } from '../world/ask.ts';
import { tokenSigner } from '../world/keys.ts';
import { startWorld } from '../world/world.ts';

const who = '{ inPassport { viewer address } }';

it('refuses the whole request with 401 when the token does not hold', async () => {
  const { url, signer, people } = await startWorld();
  const forger = await tokenSigner();
  const good = await signer.sign();
  const [header, payload, signature] = good.split('.');
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
  const tokens = {
    expired: await signer.sign({ expiresInS: -1 }),
    forged: await forger.sign(),
    'for somebody else': await signer.sign({ audience: 'elsewhere' }),
    'without a signature': none,
    'changed on the way': `${header}.${payload?.slice(0, -2)}AA.${signature}`,
    gibberish: 'gibberish',
    'not a user': await signer.sign({ viewer: 'post_1' as never }),
  };
  const before = people.requests.length;
  for (const [what, token] of Object.entries(tokens)) {
    const answer = await ask(url, who, { headers: bearer(token) });
    expect([what, answer.status, answer.data]).toEqual([what, 401, undefined]);
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED' }]);
  }
  expect((await ask(url, who, { headers: { authorization: 'Basic YTpi' } })).status).toBe(401);
  expect(people.requests).toHaveLength(before);
  expect((await ask(url, who, { headers: bearer(good) })).status).toBe(200);
});

it('takes the session cookies, and takes an expired one away', async () => {
  const { url, signer } = await startWorld();
  const viewer = newId('user');
  const token = await signer.sign({ viewer });
  for (const name of ['ursa-access', '__Host-ursa-access']) {
    const { data } = await ask(url, who, { headers: { cookie: `${name}=${token}`, 'ursa-csrf': '1' } });
    expect(data).toMatchObject({ inPassport: { viewer } });
  }
  const expired = await signer.sign({ expiresInS: -1 });
  const answer = await ask(url, who, { headers: { cookie: `ursa-access=${expired}`, 'ursa-csrf': '1' } });
  expect(answer.status).toBe(401);
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-ursa-access=; Max-Age=0;.*Secure$/),
    expect.stringMatching(/^ursa-access=; Max-Age=0;/),
  ]);
});

it('over HTTPS believes no cookie that a sibling domain could have set', async () => {
  const { url, signer } = await startWorld({ trustedProxyHops: 1 });
  const headers = { 'x-forwarded-proto': 'https', 'ursa-csrf': '1' };
  const cookie = `ursa-access=${await signer.sign()}`;
  const { data } = await ask(url, who, { headers: { ...headers, cookie } });
  expect(data).toMatchObject({ inPassport: { viewer: null } });
});

it('verifies with a key that was published after the last look', async () => {
  const [first, second] = [await tokenSigner('first'), await tokenSigner('second')];
  let jwks = first.jwks;
  const keys = accessKeys(async () => jwks, { minIntervalMs: 10 });
  const { url } = await startWorld({}, { accessKeys: keys });
  expect((await ask(url, who, { headers: bearer(await first.sign()) })).status).toBe(200);
  expect((await ask(url, who, { headers: bearer(await second.sign()) })).status).toBe(401);
  jwks = { keys: [...first.jwks.keys, ...second.jwks.keys] };
  expect((await ask(url, who, { headers: bearer(await second.sign()) })).status).toBe(200);
});

it('says so when it cannot tell whether a token holds', async () => {
  const signer = await tokenSigner();
  const keys = accessKeys(() => Promise.reject(new Error('nobody there')), { minIntervalMs: 1 });
  const { url } = await startWorld({}, { accessKeys: keys });
  const { status, errors } = await ask(url, who, { headers: bearer(await signer.sign()) });
  expect([status, errors?.[0]?.extensions]).toEqual([503, { code: 'SUBGRAPH_UNAVAILABLE' }]);
  expect((await ask(url, who)).status).toBe(200);
});

it('believes forwarding headers only as far as our own proxies wrote them', async () => {
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.7' };
  const direct = await startWorld();
  const proxied = await startWorld({ trustedProxyHops: 1 });
  const address = async (url: string) => (await ask(url, who, { headers })).data?.['inPassport'];
  expect(await address(direct.url)).toMatchObject({ address: '127.0.0.1' });
  expect(await address(proxied.url)).toMatchObject({ address: '203.0.113.7' });
});
