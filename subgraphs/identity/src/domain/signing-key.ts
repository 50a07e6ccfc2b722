import type { KeyObject } from 'node:crypto';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { SetupError } from '@ursa/setup';
import type { JWK } from 'jose';
import { calculateJwkThumbprint } from 'jose';
import type { SigningKeyRow } from '../tables/index.ts';
import type { Seal } from './seal.ts';

/** The key that signs now. */
export interface SigningKey {
  readonly kid: string;
  readonly key: KeyObject;
}

/** A fresh Ed25519 pair (RFC 8037), ready to be stored; its id is its thumbprint (RFC 7638). */
export async function newSigningKey(
  seal: Seal,
): Promise<Pick<SigningKeyRow, 'kid' | 'publicKey' | 'privateKey'>> {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(publicKey);
  const plain = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  return {
    kid,
    publicKey: { ...publicKey, kid, alg: 'EdDSA', use: 'sig' },
    privateKey: seal.close(plain, kid),
  };
}

/** Opens a stored key for signing. Throws a sentence for the operator when it was sealed with another secret. */
export function openSigningKey(kid: string, sealed: Buffer, seal: Seal): SigningKey {
  const der = open(sealed, kid, seal);
  return { kid, key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
}

function open(sealed: Buffer, kid: string, seal: Seal): Buffer {
  try {
    return seal.open(sealed, kid);
  } catch {
    throw new SetupError(
      'IDENTITY_KEY_SECRET is not the one that the signing keys in the database were sealed with.',
    );
  }
}
