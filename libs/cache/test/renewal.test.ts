import { describe, expect, test } from 'vitest';
import { expiryOf, renewsEarly } from '../src/renewal.ts';

const ageing = { ttlMs: 1_000, jitter: 0.2, beta: 1 };

test('lifetimes are spread over the last part', () => {
  expect(expiryOf(ageing, 5_000, 0)).toBe(6_000);
  expect(expiryOf(ageing, 5_000, 1)).toBe(5_800);
});

describe('renewing early', () => {
  const entry = { value: 1, tookMs: 50, expiresAt: 10_000 };
  /** Of 10 000 readers at this moment, the part that renews. */
  const part = (now: number, tookMs = 50) => {
    const readers = Array.from({ length: 10_000 }, (_, n) => (n + 0.5) / 10_000);
    return readers.filter((chance) => renewsEarly({ ...entry, tookMs }, ageing, now, chance)).length / 10_000;
  };

  test('is certain at the end, and rare long before', () => {
    expect(part(10_000)).toBe(1);
    expect(part(9_000)).toBe(0);
  });
  test('follows the exponential law of the paper', () => {
    // P(-took · ln(chance) ≥ left) = exp(-left / took)
    expect(part(9_950)).toBeCloseTo(Math.exp(-1), 2);
    expect(part(9_900)).toBeCloseTo(Math.exp(-2), 2);
  });
  test('begins earlier for what is slow to compute', () => {
    expect(part(9_900, 200)).toBeGreaterThan(part(9_900, 50));
  });
});
