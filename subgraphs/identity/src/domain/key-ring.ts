import type { Db } from '@ursa/database';
import { desc, gt, isNull, or } from 'drizzle-orm';
import type { JSONWebKeySet } from 'jose';
import { signingKeys } from '../tables/index.ts';
import { ago } from './moments.ts';
import { rotateKeys, tendKeys } from './rotate-keys.ts';
import type { Seal } from './seal.ts';
import type { SigningKey } from './signing-key.ts';
import { openSigningKey } from './signing-key.ts';

/** The signing keys as this process knows them. */
export interface KeyRing {
  /** The key to sign with. */
  current(): Promise<SigningKey>;
  /** Every key a good token may name now or soon: next, current, recently retired (RFC 7517). */
  published(): Promise<JSONWebKeySet>;
  /** Makes the next key current, now. Other processes follow within their cache time. */
  rotate(): Promise<void>;
  /** Rotates if it is time. */
  tend(): Promise<void>;
}

/** When keys rotate and how long they linger. */
export interface KeySettings {
  /** Age at which the current key makes room for the next. */
  readonly keyRotationMs: number;
  /** How long a process works with the keys it has read. */
  readonly keyCacheMs: number;
  /** How long a retired key stays published: no shorter than a token and two caches live. */
  readonly keyOverlapMs: number;
}

interface Keys {
  readonly current: SigningKey;
  readonly published: JSONWebKeySet;
}

export function createKeyRing(db: Db, seal: Seal, settings: KeySettings): KeyRing {
  const { keyRotationMs, keyCacheMs, keyOverlapMs } = settings;
  let cached: { readonly keys: Promise<Keys>; readonly until: number } | undefined;

  async function read(): Promise<Keys> {
    const lingering = gt(signingKeys.retiredAt, ago(keyOverlapMs));
    const rows = await db
      .select()
      .from(signingKeys)
      .where(or(isNull(signingKeys.retiredAt), lingering))
      .orderBy(desc(signingKeys.createdAt));
    const current = rows.find((row) => row.activatedAt !== null && row.retiredAt === null);
    if (!current?.privateKey) {
      await tendKeys(db, seal, keyRotationMs);
      return read();
    }
    return {
      current: openSigningKey(current.kid, current.privateKey, seal),
      published: { keys: rows.map((row) => row.publicKey) },
    };
  }

  function keys(): Promise<Keys> {
    if (!cached || cached.until < Date.now()) {
      const fresh = { keys: read(), until: Date.now() + keyCacheMs };
      cached = fresh;
      // What failed is not kept: the next one who asks tries again.
      fresh.keys.catch(() => {
        if (cached === fresh) cached = undefined;
      });
    }
    return cached.keys;
  }

  return {
    current: async () => (await keys()).current,
    published: async () => (await keys()).published,
    async rotate() {
      await rotateKeys(db, seal);
      cached = undefined;
    },
    tend: () => tendKeys(db, seal, keyRotationMs),
  };
}
