import { describe, expect, test } from 'vitest';
import { parseUsername } from '../../src/domain/username.ts';

describe('a username', () => {
  test.each(['abc', 'a'.repeat(30), '0_9', '___'])('may be %s', (text) => {
    expect(parseUsername(text)).toEqual({ ok: true, value: text });
  });

  test('has one form, whatever its case', () => {
    expect(parseUsername('Ada_Lovelace')).toEqual({ ok: true, value: 'ada_lovelace' });
  });

  test.each(['', 'ab', 'a'.repeat(31), 'a b c', 'ada-l', 'adá', 'ada\u0000', 'ada\n', 'K\u212A\u212A'])(
    'may not be %j',
    (text) => {
      expect(parseUsername(text)).toMatchObject({
        ok: false,
        failures: [{ kind: 'validation', path: ['username'] }],
      });
    },
  );

  test.each(['admin', 'URSA', 'root'])('that is reserved, like %s, reads as taken', (text) => {
    expect(parseUsername(text)).toMatchObject({
      ok: false,
      failures: [{ kind: 'conflict', path: ['username'] }],
    });
  });
});
