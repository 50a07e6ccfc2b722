import type { JSONWebKeySet } from 'jose';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from './support/start-identity.ts';
import { join, startIdentity } from './support/start-identity.ts';

describe('the key set', () => {
  let identity: Identity;
  let url: string;
  beforeAll(async () => {
    identity = await startIdentity({ environment: { SIGNING_KEY_CACHE_MS: '1' } });
    url = (await identity.listen()).replace('/graphql', '/.well-known/jwks.json');
  });

  test('is public, short-lived and holds no private half', async () => {
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const { keys } = (await response.json()) as JSONWebKeySet;
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    }
  });

  test('verifies tokens from before and after a rotation', async () => {
    const before = await join(identity);
    await identity.services.keys.rotate();
    const after = await join(identity);
    const response = await fetch(url);
    const keySet = createLocalJWKSet((await response.json()) as JSONWebKeySet);
    const kids = await Promise.all(
      [before, after].map(
        async ({ accessToken }) => (await jwtVerify(accessToken, keySet)).protectedHeader.kid,
      ),
    );
    expect(kids[0]).not.toBe(kids[1]);
  });

  test('is all there is without a passport', async () => {
    const response = await fetch(url.replace('/.well-known/jwks.json', '/graphql'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ _service { sdl } }' }),
    });
    expect(response.status).toBe(401);
  });
});
