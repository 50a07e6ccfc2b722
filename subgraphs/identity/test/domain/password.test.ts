import { describe, expect, test } from 'vitest';
import { foldPassword, parsePassword } from '../../src/domain/password.ts';

describe('a password', () => {
  test.each(['12345678', 'x'.repeat(128), '🐻'.repeat(8), '🐻'.repeat(128)])('may be %s', (text) => {
    expect(parsePassword(text)).toEqual({ ok: true, value: text });
  });

  test.each(['', '1234567', 'x'.repeat(129), '🐻'.repeat(7), 'x'.repeat(1_000_000), `lone\ud800surrogate`])(
    'may not be %#',
    (text) => {
      expect(parsePassword(text)).toMatchObject({
        ok: false,
        failures: [{ kind: 'validation', path: ['password'] }],
      });
    },
  );

  test('is the same from every keyboard', () => {
    expect(foldPassword('cafe\u0301 ﬁne')).toBe(foldPassword('caf\u00e9 fine'));
  });
});
