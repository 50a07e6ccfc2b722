import { expect, test } from 'vitest';
import { rotateSigningKeys } from '../src/rotate-signing-keys.ts';
import { join, keySecret, startIdentity } from './support/start-identity.ts';

test('an operator rotates the keys, and a running process follows within its cache time', async () => {
  const identity = await startIdentity({ environment: { SIGNING_KEY_CACHE_MS: '1' } });
  const before = (await identity.services.keys.current()).kid;
  const kid = await rotateSigningKeys(identity.db, { IDENTITY_KEY_SECRET: keySecret });
  expect(kid).not.toBe(before);
  const { accessToken } = await join(identity);
  expect(JSON.parse(Buffer.from(accessToken.split('.')[0] ?? '', 'base64url').toString()).kid).toBe(kid);
});

test('under another secret nothing rotates: no key may come to sign that identity cannot open', async () => {
  const identity = await startIdentity();
  const before = (await identity.services.keys.current()).kid;
  const wrong = { IDENTITY_KEY_SECRET: keySecret.toUpperCase() };
  await expect(rotateSigningKeys(identity.db, wrong)).rejects.toThrow('IDENTITY_KEY_SECRET is not the one');
  expect((await identity.services.keys.current()).kid).toBe(before);
  await rotateSigningKeys(identity.db, { IDENTITY_KEY_SECRET: keySecret });
});
