import type { KeyObject } from 'node:crypto';
import { sign, verify } from 'node:crypto';

/** The protected header of every passport (RFC 7515 §4). */
export interface JwsHeader {
  alg: 'EdDSA';
  kid: string;
  typ: string;
}

/** A compact JWS taken apart; nothing in it is to be believed before {@link hasSignature} says so. */
export interface UnverifiedJws {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
  signingInput: string;
  signature: Buffer;
}

// 64 bytes are 86 letters; the last one carries two bits, and one spelling of them is the signature.
const compact = /^([\w-]+)\.([\w-]+)\.([\w-]{85}[AQgw])$/;

/** Signs a compact JWS (RFC 7515 §7.1) with Ed25519 (RFC 8037 §3.1). */
export function signJws(header: JwsHeader, payload: object, key: KeyObject): string {
  const signingInput = `${encode(header)}.${encode(payload)}`;
  return `${signingInput}.${sign(null, Buffer.from(signingInput), key).toString('base64url')}`;
}

/** Takes a compact JWS with a signature of Ed25519's length apart; undefined when it is not one. */
export function parseJws(token: string): UnverifiedJws | undefined {
  const [, header, payload, signature] = compact.exec(token) ?? [];
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  const head = decode(header);
  const body = decode(payload);
  if (head === undefined || body === undefined) return undefined;
  const signingInput = `${header}.${payload}`;
  return { header: head, payload: body, signingInput, signature: Buffer.from(signature, 'base64url') };
}

/** Whether this key made the signature. */
export function hasSignature(jws: UnverifiedJws, key: KeyObject): boolean {
  return verify(null, Buffer.from(jws.signingInput), key, jws.signature);
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
