import type { TestDatabase } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { signAccessToken } from '../../src/domain/access-token.ts';
import { createKeyRing } from '../../src/domain/key-ring.ts';
import { createSeal } from '../../src/domain/seal.ts';
import { signingKeys } from '../../src/tables/index.ts';
import { identityDatabase } from '../support/database.ts';

const settings = { keyRotationMs: 86_400_000, keyCacheMs: 0, keyOverlapMs: 1_800_000 };
const subject = {
  accountId: 'user_01h2xcejqtf2nbrexx3vqjhp41',
  sessionId: 'session_01h2xcejqtf2nbrexx3vqjhp42',
} as const;

describe('signing keys', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await identityDatabase();
  });
  const ring = (over: Partial<typeof settings> = {}, secret = 'a secret') =>
    createKeyRing(database.db, createSeal(secret), { ...settings, ...over });
  const rows = () => database.db.select().from(signingKeys).orderBy(signingKeys.createdAt);

  test('make themselves: one current, one next, however many processes start at once', async () => {
    const current = await Promise.all(Array.from({ length: 6 }, () => ring().current()));
    expect(new Set(current.map(({ kid }) => kid)).size).toBe(1);
    const { keys } = await ring().published();
    expect(keys).toHaveLength(2);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
  });

  test('sign tokens that the published set verifies', async () => {
    const { token } = await signAccessToken(await ring().current(), subject, 60_000);
    const keySet = createLocalJWKSet(await ring().published());
    const { payload, protectedHeader } = await jwtVerify(token, keySet, {
      issuer: 'identity',
      audience: 'ursa',
    });
    expect(payload).toMatchObject({ sub: subject.accountId, sid: subject.sessionId });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
  });

  test('rotate to a key that was published before, and keep verifying the tokens of the one before', async () => {
    const before = await ring().current();
    const known = await ring().published();
    const { token } = await signAccessToken(before, subject, 60_000);
    await ring().rotate();
    const after = await ring().current();
    expect(after.kid).not.toBe(before.kid);
    expect(known.keys.map(({ kid }) => kid)).toContain(after.kid);
    const set = await ring().published();
    expect(set.keys).toHaveLength(3);
    await expect(jwtVerify(token, createLocalJWKSet(set))).resolves.toBeDefined();
    const retired = (await rows()).filter(({ retiredAt }) => retiredAt !== null);
    expect(retired).toMatchObject([{ kid: before.kid, privateKey: null }]);
  });

  test('unpublish a retired key when no token can name it any more', async () => {
    const before = await ring().current();
    await ring().rotate();
    await database.db.execute(sql`update ${signingKeys} set retired_at = retired_at - interval '31 minutes'`);
    expect((await ring().published()).keys.map(({ kid }) => kid)).not.toContain(before.kid);
  });

  test('rotate by age, once, though two replicas look at the same time', async () => {
    const first = await ring().current();
    await Promise.all([ring().tend(), ring().tend()]);
    expect((await ring().current()).kid).toBe(first.kid);
    await database.db.execute(
      sql`update ${signingKeys} set activated_at = activated_at - interval '25 hours'`,
    );
    await Promise.all([ring().tend(), ring().tend(), ring().tend()]);
    expect((await ring().current()).kid).not.toBe(first.kid);
    expect(await rows()).toHaveLength(3);
  });

  test('a replica that has not looked again signs with the retired key, which is still published', async () => {
    const slow = ring({ keyCacheMs: 60_000 });
    const { kid } = await slow.current();
    await ring().rotate();
    const { token } = await signAccessToken(await slow.current(), subject, 60_000);
    expect((await slow.current()).kid).toBe(kid);
    await expect(jwtVerify(token, createLocalJWKSet(await ring().published()))).resolves.toBeDefined();
  });

  test('cannot be read without the secret', async () => {
    await ring().current();
    await expect(ring({}, 'another secret').current()).rejects.toThrow(/IDENTITY_KEY_SECRET/);
    const { kid, privateKey } = (await rows())[0] ?? {};
    expect(kid && privateKey?.length).toBeGreaterThan(48);
  });
});
