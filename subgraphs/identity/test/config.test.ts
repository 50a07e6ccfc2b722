import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { limitProfiles } from '../src/domain/limits.ts';

const keySecret = 'x'.repeat(32);

describe('settings', () => {
  test('need a key secret and nothing else', () => {
    const config = readConfig({ IDENTITY_KEY_SECRET: keySecret });
    expect(config.lifetimes.accessTokenMs).toBe(15 * 60_000);
    expect(config.limits).toBe(limitProfiles.development);
  });

  test('name everything that is wrong in one error, and repeat no value of it', () => {
    const environment = { IDENTITY_KEY_SECRET: 'too-short', SESSION_IDLE_MS: 'soon', RATE_LIMITS: 'none' };
    const read = () => readConfig(environment);
    expect(read).toThrow(/IDENTITY_KEY_SECRET.*RATE_LIMITS.*SESSION_IDLE_MS/s);
    expect(read).not.toThrow(/too-short/);
  });

  test('take the limits of production in production, unless told', () => {
    const production = { IDENTITY_KEY_SECRET: keySecret, NODE_ENV: 'production' };
    expect(readConfig(production).limits).toBe(limitProfiles.production);
    expect(readConfig({ ...production, RATE_LIMITS: 'development' }).limits).toBe(limitProfiles.development);
  });

  test('never let an access token outlive 15 minutes', () => {
    const environment = { IDENTITY_KEY_SECRET: keySecret, ACCESS_TOKEN_LIFETIME_MS: '900001' };
    expect(() => readConfig(environment)).toThrow(/ACCESS_TOKEN_LIFETIME_MS/);
  });
});
