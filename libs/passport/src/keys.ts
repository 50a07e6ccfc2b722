import type { JsonWebKey, KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';

/** A private Ed25519 key as a JWK (RFC 8037 §2). Its `kid` is the name of the process that signs with it. */
export interface SigningKey extends JsonWebKey {
  kty: 'OKP';
  crv: 'Ed25519';
  kid: string;
  x: string;
  d: string;
}

/**
 * The public keys a process trusts, as a JWK set (RFC 7517 §5). While a key is being exchanged a name may
 * appear twice: each of its keys is tried.
 */
export interface TrustedKeys {
  keys: JsonWebKey[];
}

/** A fresh key for this issuer. */
export function generateKey(issuer: string): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { ...privateKey.export({ format: 'jwk' }), kid: issuer } as SigningKey;
}

/** The public halves, to be trusted by others. */
export function publicKeys(keys: readonly SigningKey[]): TrustedKeys {
  return { keys: keys.map(({ kty, crv, kid, x }) => ({ kty, crv, kid, x, use: 'sig', alg: 'EdDSA' })) };
}

/** Reads a signing key from JSON, as configuration holds it. Throws a sentence that never quotes the key. */
export function parseSigningKey(json: string): SigningKey {
  const key = parse(json, 'The passport signing key');
  if (!isNamedEd25519(key) || typeof key['d'] !== 'string') {
    throw new Error('The passport signing key must be a private Ed25519 JWK with a kid.');
  }
  importKey('The passport signing key', () => createPrivateKey({ key, format: 'jwk' }));
  return key as SigningKey;
}

/** Reads trusted keys from JSON, as configuration holds them. Throws a sentence. */
export function parseTrustedKeys(json: string): TrustedKeys {
  const set = parse(json, 'The trusted passport keys');
  const keys = set['keys'];
  if (!Array.isArray(keys)) throw new Error('The trusted passport keys must be a JWK set: {"keys":[…]}.');
  keysByIssuer({ keys });
  return { keys };
}

/** Every trusted key under its issuer's name. Throws a sentence when one is not an Ed25519 key with a kid. */
export function keysByIssuer(trusted: TrustedKeys): Map<string, KeyObject[]> {
  const byIssuer = new Map<string, KeyObject[]>();
  for (const jwk of trusted.keys) {
    if (!isNamedEd25519(jwk)) throw new Error('Each trusted passport key must be an Ed25519 JWK with a kid.');
    const key = importKey(`The trusted passport key of "${jwk.kid}"`, () =>
      createPublicKey({ key: jwk, format: 'jwk' }),
    );
    byIssuer.set(jwk.kid, [...(byIssuer.get(jwk.kid) ?? []), key]);
  }
  return byIssuer;
}

function isNamedEd25519(jwk: JsonWebKey): jwk is JsonWebKey & { kid: string } {
  return jwk.kty === 'OKP' && jwk.crv === 'Ed25519' && typeof jwk['kid'] === 'string' && jwk['kid'] !== '';
}

function importKey(what: string, load: () => KeyObject): KeyObject {
  try {
    return load();
  } catch {
    throw new Error(`${what} is not a valid Ed25519 JWK.`);
  }
}

function parse(json: string, what: string): JsonWebKey & Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below, without the text: it may hold a secret.
  }
  throw new Error(`${what} must be JSON.`);
}
