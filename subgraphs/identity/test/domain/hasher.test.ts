import { beforeAll, describe, expect, test } from 'vitest';
import type { Hasher } from '../../src/domain/hasher.ts';
import { createHasher } from '../../src/domain/hasher.ts';

describe('hashing', () => {
  let hasher: Hasher;
  beforeAll(async () => {
    hasher = await createHasher({ most: 2, queue: 100 });
  });

  test('is argon2id with the parameters OWASP names first, salted', async () => {
    const [one, other] = await Promise.all([hasher.hash('same words'), hasher.hash('same words')]);
    expect(one).toMatchObject({
      ok: true,
      value: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
    });
    expect(one).not.toEqual(other);
  });

  test('tells the right password from a wrong one, and does the same work for nobody', async () => {
    const hash = await hasher.hash('the right one');
    if (!hash.ok) throw new Error('no hash');
    const before = hasher.work.verifications;
    expect(await hasher.verify(hash.value, 'the right one')).toEqual({ ok: true, value: true });
    expect(await hasher.verify(hash.value, 'a wrong one')).toEqual({ ok: true, value: false });
    expect(await hasher.verify(undefined, 'the right one')).toEqual({ ok: true, value: false });
    expect(await hasher.verify(hash.value, undefined)).toEqual({ ok: true, value: false });
    expect(hasher.work.verifications - before).toBe(4);
  });

  test('turns away what would wait too long', async () => {
    const narrow = await createHasher({ most: 1, queue: 1 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => narrow.hash('some password')));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false, false]);
    expect(answers[3]).toMatchObject({ failures: [{ kind: 'rate-limited', retryAfter: 1 }] });
    expect(narrow.work.hashes).toBe(2);
  });
});
