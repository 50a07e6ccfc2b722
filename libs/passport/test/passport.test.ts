import { newId } from '@ursa/ids';
import { compactVerify, importJWK, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Holder } from '../src/index.ts';
import { createPassports, createVerifier, generateKey, publicKeys } from '../src/index.ts';
import { forge, signed } from './forge.ts';

const router = generateKey('router');
const comments = generateKey('comments');
const trustedKeys = publicKeys([router, comments]);
const noon = Date.UTC(2026, 10, 20, 12);
const viewer = newId('user');

const holder: Holder = { audience: 'posts', viewer, session: newId('session'), address: '203.0.113.7' };
const nobody: Holder = { audience: 'posts', viewer: null, session: null, address: null };

/** The router, the subgraph `posts` and the clock they share. */
function world() {
  const clock = { at: noon };
  const now = (): number => clock.at;
  const passports = createPassports({ issuer: 'router', privateKey: router, now });
  const verifier = createVerifier({ audience: 'posts', trustedKeys, now });
  return { clock, passports, verifier, now };
}

const header = { alg: 'EdDSA', kid: 'router', typ: 'ursa-passport+jwt' };
const claims = { iss: 'router', aud: 'posts', iat: noon / 1_000, exp: noon / 1_000 + 60, sub: viewer };

describe('a passport', () => {
  it('tells the addressed subgraph who asks, and who vouches for it', () => {
    const { passports, verifier } = world();
    expect(verifier.verify(passports.issue(holder))).toEqual({
      ...holder,
      issuer: 'router',
      expiresAt: noon + 60_000,
    });
  });

  it('may speak for nobody', () => {
    const { passports, verifier } = world();
    expect(verifier.verify(passports.issue(nobody))).toEqual({
      ...nobody,
      issuer: 'router',
      expiresAt: noon + 60_000,
    });
  });

  it('is a JWS like any other: jose verifies ours, and its own passes here', async () => {
    const { passports, verifier } = world();
    const [publicKey] = publicKeys([router]).keys;
    const { payload } = await compactVerify(passports.issue(holder), await importJWK(publicKey ?? {}));
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({ iss: 'router', sub: viewer });

    const token = await new SignJWT(claims)
      .setProtectedHeader(header)
      .sign(await importJWK({ ...router }, 'EdDSA'));
    expect(verifier.verify(token)).toMatchObject({ viewer, issuer: 'router' });
  });

  it('is issued again once half its life is over, for each holder apart', () => {
    const { clock, passports, verifier } = world();
    const first = passports.issue(holder);
    expect(passports.issue(nobody)).not.toBe(first);
    clock.at = noon + 29_999;
    expect(passports.issue(holder)).toBe(first);
    clock.at = noon + 30_000;
    const second = passports.issue(holder);
    expect(second).not.toBe(first);
    clock.at = noon + 89_999;
    expect(verifier.verify(second)).toMatchObject({ viewer });
  });

  it('is remembered within bounds', () => {
    const { clock, now } = world();
    const passports = createPassports({ issuer: 'router', privateKey: router, cacheSize: 2, now });
    const [first, second, third] = [newId('user'), newId('user'), newId('user')].map((person) => {
      return { ...holder, viewer: person };
    });
    if (!first || !second || !third) throw new Error('three people');
    const tokens = [first, second, third].map((person) => passports.issue(person));
    clock.at = noon + 10_000;
    expect(passports.issue(third)).toBe(tokens[2]);
    expect(passports.issue(second)).toBe(tokens[1]);
    expect(passports.issue(first)).not.toBe(tokens[0]);
  });

  it("is not issued with another's key, nor for longer than anybody accepts", () => {
    expect(() => createPassports({ issuer: 'router', privateKey: comments })).toThrow('key of "comments"');
    expect(() => createPassports({ issuer: 'router', privateKey: router, lifetimeMs: 60_001 })).toThrow(
      'lifetime',
    );
  });
});

describe('a verifier refuses', () => {
  const posts = () => world().verifier;

  it('nothing at all', () => {
    for (const token of [undefined, null, '', 'x', 'a.b.c']) expect(posts().verify(token)).toBeUndefined();
  });

  it('a passport without a signature: alg none', () => {
    const none = { ...header, alg: 'none' };
    expect(posts().verify(forge(none, claims, ''))).toBeUndefined();
    expect(posts().verify(signed(none, claims, router))).toBeUndefined();
  });

  it('a passport signed with the public key as a secret: alg HS256', () => {
    expect(posts().verify(signed({ ...header, alg: 'HS256' }, claims, router))).toBeUndefined();
  });

  it('a passport for another subgraph', () => {
    const { passports } = world();
    const token = passports.issue({ ...holder, audience: 'comments' });
    expect(posts().verify(token)).toBeUndefined();
    expect(posts().verify(signed(header, { ...claims, aud: ['posts', 'comments'] }, router))).toBeUndefined();
  });

  it("a passport in another's name", () => {
    expect(posts().verify(signed(header, claims, comments))).toBeUndefined();
    expect(posts().verify(signed({ ...header, kid: 'comments' }, claims, comments))).toBeUndefined();
    expect(posts().verify(signed(header, { ...claims, iss: 'comments' }, router))).toBeUndefined();
  });

  it('a passport of an issuer it does not know', () => {
    const stranger = generateKey('stranger');
    const token = signed({ ...header, kid: 'stranger' }, { ...claims, iss: 'stranger' }, stranger);
    expect(posts().verify(token)).toBeUndefined();
  });

  it('another kind of token of a trusted issuer', () => {
    expect(posts().verify(signed({ ...header, typ: 'JWT' }, claims, router))).toBeUndefined();
    expect(posts().verify(signed({ ...header, crit: ['b64'] }, claims, router))).toBeUndefined();
  });

  it('a passport from its last millisecond on, though it was accepted before', () => {
    const { clock, passports, verifier } = world();
    const token = passports.issue(holder);
    clock.at = noon + 59_999;
    expect(verifier.verify(token)).toMatchObject({ viewer });
    clock.at = noon + 60_000;
    expect(verifier.verify(token)).toBeUndefined();
  });

  it('an expired passport it has never seen', () => {
    const { clock, passports, verifier } = world();
    const token = passports.issue(holder);
    clock.at = noon + 60_000;
    expect(verifier.verify(token)).toBeUndefined();
  });

  it('a passport from the future, or one that lives too long', () => {
    const at = noon / 1_000;
    const accepted = { ...claims, iat: at + 5, exp: at + 65 };
    expect(posts().verify(signed(header, accepted, router))).toMatchObject({ viewer });
    expect(posts().verify(signed(header, { ...claims, iat: at + 6, exp: at + 66 }, router))).toBeUndefined();
    expect(posts().verify(signed(header, { ...claims, exp: at + 61 }, router))).toBeUndefined();
    expect(posts().verify(signed(header, { ...claims, exp: undefined }, router))).toBeUndefined();
  });

  it('a passport with one bit changed, in any part', () => {
    const { passports, verifier } = world();
    const token = passports.issue(holder);
    for (const [position, letter] of [...token].entries()) {
      if (letter === '.') continue;
      const other = letter === 'A' ? 'B' : 'A';
      const tampered = token.slice(0, position) + other + token.slice(position + 1);
      expect(verifier.verify(tampered), `letter ${position}`).toBeUndefined();
    }
  });

  it('claims of the wrong shape', () => {
    for (const wrong of [
      { sub: 'post_01h2xcejqtf2nbrexx3vqjhp41' },
      { sub: 'x' },
      { sid: viewer },
      { ip: 7 },
    ]) {
      expect(posts().verify(signed(header, { ...claims, ...wrong }, router))).toBeUndefined();
    }
  });

  it('an oversized passport, unread', () => {
    const token = signed(header, { ...claims, ip: 'x'.repeat(2_000) }, router);
    expect(token.length).toBeGreaterThan(2_048);
    expect(posts().verify(token)).toBeUndefined();
    const shorter = signed(header, { ...claims, ip: 'x'.repeat(1_000) }, router);
    expect(posts().verify(shorter)).toMatchObject({ viewer });
  });
});
