import { describe, expect, test } from 'vitest';
import { createSeal } from '../../src/domain/seal.ts';

const plain = Buffer.from('the private half');

describe('a sealed key', () => {
  const sealed = createSeal('a secret').close(plain, 'kid-1');

  test('opens with its own secret and name', () => {
    expect(createSeal('a secret').open(sealed, 'kid-1')).toEqual(plain);
    expect(sealed.includes(plain)).toBe(false);
  });

  test('opens with nothing else', () => {
    expect(() => createSeal('another').open(sealed, 'kid-1')).toThrow();
    expect(() => createSeal('a secret').open(sealed, 'kid-2')).toThrow();
    const touched = Buffer.from(sealed);
    touched[touched.length - 1] = (touched.at(-1) ?? 0) ^ 1;
    expect(() => createSeal('a secret').open(touched, 'kid-1')).toThrow();
  });

  test('never looks the same twice', () => {
    expect(createSeal('a secret').close(plain, 'kid-1')).not.toEqual(sealed);
  });
});
