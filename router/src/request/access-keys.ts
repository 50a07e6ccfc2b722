import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, errors } from 'jose';

/** Finds the public key that verifies an access token. Rejects with {@link KeysUnavailable} when nobody can say. */
export type AccessKeys = JWTVerifyGetKey;

/** The key set could not be had: whether a token holds cannot be told. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

export interface AccessKeysSettings {
  /** A key set older than this is fetched again, while the old one still serves. @default 60_000 */
  refreshMs?: number;
  /** An unknown key id makes the set be fetched again, at most this often. @default 1_000 */
  minIntervalMs?: number;
}

/**
 * Access keys from a JWK set (RFC 7517) that `load` fetches. A key the set does not hold yet makes it be fetched
 * again, so a rotation needs no restart; while fetching fails, the last set serves on.
 */
export function accessKeys(
  load: () => Promise<JSONWebKeySet>,
  { refreshMs = 60_000, minIntervalMs = 1_000 }: AccessKeysSettings = {},
): AccessKeys {
  let find: JWTVerifyGetKey | undefined;
  let loadedAt = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<JWTVerifyGetKey> | undefined;

  const fetchKeys = async (): Promise<JWTVerifyGetKey> => {
    const wait = triedAt + minIntervalMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    triedAt = performance.now();
    try {
      find = createLocalJWKSet(await load());
      loadedAt = performance.now();
      return find;
    } catch (error) {
      throw new KeysUnavailable('The key set of access tokens could not be fetched.', { cause: error });
    }
  };
  const refresh = (): Promise<JWTVerifyGetKey> => {
    loading ??= fetchKeys().finally(() => {
      loading = undefined;
    });
    return loading;
  };

  return async (header, token) => {
    const known = find ?? (await refresh());
    // A failure is met again by whoever needs a key the old set lacks.
    if (performance.now() - loadedAt > refreshMs) refresh().catch(() => undefined);
    try {
      return await known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return (await refresh())(header, token);
    }
  };
}

/** Access keys from a JWKS endpoint. */
export function remoteAccessKeys(url: string, timeoutMs: number, settings?: AccessKeysSettings): AccessKeys {
  return accessKeys(async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`The key set answers with status ${response.status}.`);
    return (await response.json()) as JSONWebKeySet;
  }, settings);
}
