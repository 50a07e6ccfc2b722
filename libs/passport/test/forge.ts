import { createPrivateKey, sign } from 'node:crypto';
import type { SigningKey } from '../src/index.ts';

/** A compact JWS of whatever is given, true or not. */
export function forge(header: object, payload: object, signature: string): string {
  return `${part(header)}.${part(payload)}.${signature}`;
}

/** The same, properly signed. */
export function signed(header: object, payload: object, key: SigningKey): string {
  const input = `${part(header)}.${part(payload)}`;
  const signature = sign(null, Buffer.from(input), createPrivateKey({ key, format: 'jwk' }));
  return `${input}.${signature.toString('base64url')}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
