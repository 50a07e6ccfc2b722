import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createPassports,
  createVerifier,
  generateKey,
  loadOrCreateKeys,
  parseSigningKey,
  parseTrustedKeys,
  publicKeys,
} from '../src/index.ts';

const nobody = { audience: 'posts', viewer: null, session: null, address: null };

describe('keys in configuration', () => {
  it('are read as they were written, and the private half is nowhere in the public one', () => {
    const key = generateKey('router');
    expect(parseSigningKey(JSON.stringify(key))).toEqual(key);
    const trusted = publicKeys([key]);
    expect(parseTrustedKeys(JSON.stringify(trusted))).toEqual(trusted);
    expect(JSON.stringify(trusted)).not.toContain(key.d);
  });

  it('that make no sense are refused in a sentence that does not quote them', () => {
    const { d, ...publicHalf } = generateKey('router');
    const wrong = ['', 'secret', '[]', JSON.stringify(publicHalf), JSON.stringify({ ...publicHalf, d: 'x' })];
    for (const text of wrong)
      expect(() => parseSigningKey(text)).toThrow(/^The passport signing key [^{]+\.$/);
    const { kid: _, ...unnamed } = publicHalf;
    for (const keys of [null, [unnamed], [{ ...publicHalf, x: 'x' }], [{ kty: 'RSA', kid: 'router' }]]) {
      expect(() => parseTrustedKeys(JSON.stringify({ keys }))).toThrow(/trusted passport key/);
    }
    expect(d).toHaveLength(43);
  });

  it('can be exchanged: while a name has two, either signature holds', () => {
    const [before, after] = [generateKey('router'), generateKey('router')];
    const verifier = createVerifier({ audience: 'posts', trustedKeys: publicKeys([before, after]) });
    for (const privateKey of [before, after]) {
      const token = createPassports({ issuer: 'router', privateKey }).issue(nobody);
      expect(verifier.verify(token)?.issuer).toBe('router');
    }
  });
});

describe('keys in files', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ursa-keys-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('are made once and readable by their owner only', async () => {
    const keys = join(dir, 'keys');
    const first = await loadOrCreateKeys(keys, ['router', 'posts']);
    const second = await loadOrCreateKeys(keys, ['router', 'posts', 'comments']);
    expect(second.signingKeys.get('router')).toEqual(first.signingKeys.get('router'));
    expect(second.trustedKeys.keys.map((key) => key['kid'])).toEqual(['router', 'posts', 'comments']);
    for (const file of await readdir(keys)) {
      expect((await stat(join(keys, file))).mode & 0o777, file).toBe(0o600);
    }
  });

  it('are the same for all who start side by side, and no draft is left', async () => {
    const starts = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateKeys(dir, ['router'])));
    const secrets = new Set(starts.map(({ signingKeys }) => signingKeys.get('router')?.d));
    expect(secrets.size).toBe(1);
    expect(await readdir(dir)).toEqual(['router.jwk.json']);
  });

  it('under the wrong name are refused', async () => {
    await writeFile(join(dir, 'router.jwk.json'), JSON.stringify(generateKey('posts')));
    await expect(loadOrCreateKeys(dir, ['router'])).rejects.toThrow(
      'holds the key of "posts", not of "router"',
    );
  });
});
