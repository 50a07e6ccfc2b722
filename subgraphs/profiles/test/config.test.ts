import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

test('everything has a default', () => {
  expect(readConfig({})).toMatchObject({ settleMs: 2_000, housekeepingMs: 600_000, cache: { on: true } });
});

test('all that is wrong is told at once', () => {
  const environment = { PROFILES_SETTLE_MS: 'soon', PROFILES_HOUSEKEEPING_MS: '-1' };
  expect(() => readConfig(environment)).toThrow(/PROFILES_SETTLE_MS .*PROFILES_HOUSEKEEPING_MS /);
});
