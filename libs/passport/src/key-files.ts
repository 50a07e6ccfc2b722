import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SigningKey, TrustedKeys } from './keys.ts';
import { generateKey, parseSigningKey, publicKeys } from './keys.ts';

/** The keys of one machine's processes. */
export interface DevelopmentKeys {
  signingKeys: ReadonlyMap<string, SigningKey>;
  trustedKeys: TrustedKeys;
}

/**
 * The signing keys of these issuers from `dir`, each in a file only its owner reads (mode 0600); those that are
 * not there yet are made. Processes that start side by side agree on the same keys.
 */
export async function loadOrCreateKeys(dir: string, issuers: readonly string[]): Promise<DevelopmentKeys> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const keys = await Promise.all(issuers.map((issuer) => loadOrCreate(dir, issuer)));
  return { signingKeys: new Map(keys.map((key) => [key.kid, key])), trustedKeys: publicKeys(keys) };
}

async function loadOrCreate(dir: string, issuer: string): Promise<SigningKey> {
  const path = join(dir, `${issuer}.jwk.json`);
  const text = (await readIfThere(path)) ?? (await create(path, issuer));
  const key = parseSigningKey(text);
  if (key.kid !== issuer) throw new Error(`${path} holds the key of "${key.kid}", not of "${issuer}".`);
  return key;
}

/** Written aside and linked into place: whoever reads the file sees all of it, and the first writer wins. */
async function create(path: string, issuer: string): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(generateKey(issuer))}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(path, 'utf8');
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
