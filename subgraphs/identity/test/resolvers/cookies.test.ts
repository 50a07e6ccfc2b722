import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../support/start-identity.ts';
import { claims, join, somebody, startIdentity } from '../support/start-identity.ts';

describe('a browser', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await startIdentity();
  });
  const browser = { 'ursa-session': 'cookie', 'ursa-forwarded-proto': 'https' };
  const answer = 'session { accessToken refreshToken } viewer { email } errors { __typename }';
  const signUp = (headers: Record<string, string>) =>
    identity.execute({
      query: `mutation ($input: SignUpInput!) { signUp(input: $input) { ${answer} } }`,
      variables: { input: somebody() },
      headers,
    });
  const refresh = (headers: Record<string, string>) =>
    identity.execute({ query: `mutation { refreshSession { ${answer} } }`, headers });
  const jar = (headers: Record<string, string | string[]> | undefined) =>
    new Map([headers?.['set-cookie'] ?? []].flat().map((cookie) => [cookie.split('=', 1)[0], cookie]));
  const contentOf = (cookie: string | undefined) => /=([^;]*)/.exec(cookie ?? '')?.[1] ?? '';

  test('gets its tokens in cookies that no script can read, and nowhere else', async () => {
    const { data, headers } = await signUp(browser);
    expect(data?.['signUp']).toMatchObject({
      session: { accessToken: null, refreshToken: null },
      errors: [],
    });
    const cookies = jar(headers);
    expect([...cookies.keys()].sort()).toEqual(['__Host-ursa-access', '__Host-ursa-refresh']);
    for (const cookie of cookies.values()) {
      for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
        expect(cookie).toContain(`; ${attribute}`);
      expect(cookie).not.toContain('Domain');
    }
    const access = cookies.get('__Host-ursa-access');
    expect(claims(contentOf(access)).aud).toBe('ursa');
    const maxAge = Number(/Max-Age=(\d+)/.exec(access ?? '')?.[1]);
    expect(maxAge).toBeGreaterThan(890);
    expect(maxAge).toBeLessThanOrEqual(900);
    expect(headers?.['ursa-subject']).toBe(contentOf(access));
  });

  test('on plain HTTP gets cookies that it can keep there', async () => {
    const cookies = jar((await signUp({ ...browser, 'ursa-forwarded-proto': 'http' })).headers);
    expect([...cookies.keys()].sort()).toEqual(['ursa-access', 'ursa-refresh']);
    for (const cookie of cookies.values()) expect(cookie).not.toContain('Secure');
  });

  test('refreshes by its cookie, and finds the new tokens in cookies though it did not ask for that', async () => {
    const cookie = contentOf(jar((await signUp(browser)).headers).get('__Host-ursa-refresh'));
    const { data, headers } = await refresh({ 'ursa-refresh-token': cookie });
    expect(data?.['refreshSession']).toMatchObject({
      session: { accessToken: null, refreshToken: null },
      errors: [],
    });
    const renewed = contentOf(jar(headers).get('__Host-ursa-refresh'));
    expect(renewed).not.toBe(cookie);
    expect((await refresh({ 'ursa-refresh-token': renewed })).data?.['refreshSession']).toMatchObject({
      errors: [],
    });
  });

  test('loses cookies that are no good', async () => {
    const { data, headers } = await refresh({ 'ursa-refresh-token': 'ursa_refresh_nonsense' });
    expect(data?.['refreshSession']).toMatchObject({ errors: [{ __typename: 'ForbiddenError' }] });
    for (const cookie of jar(headers).values()) expect(cookie).toMatch(/^__Host-ursa-\w+=; Max-Age=0/);
    expect(jar(headers).size).toBe(2);
  });

  test('logs out by its refresh cookie, and loses both', async () => {
    const cookie = contentOf(jar((await signUp(browser)).headers).get('__Host-ursa-refresh'));
    const query = 'mutation { logOut { session { id } errors { message } } }';
    const { data, headers } = await identity.execute({ query, headers: { 'ursa-refresh-token': cookie } });
    expect(data?.['logOut']).toMatchObject({ session: { id: expect.any(String) }, errors: [] });
    expect([...jar(headers).values()].every((gone) => gone.includes('=; Max-Age=0'))).toBe(true);
    expect((await refresh({ 'ursa-refresh-token': cookie })).data?.['refreshSession']).toMatchObject({
      errors: [{ __typename: 'ForbiddenError' }],
    });
  });

  test('is the only one who gets cookies', async () => {
    const { data, headers } = await signUp({});
    expect(jar(headers).size).toBe(0);
    expect(data?.['signUp']).toMatchObject({ session: { accessToken: expect.any(String) } });
    const ada = await join(identity);
    const out = await identity.execute({ query: 'mutation { logOut { errors { message } } }', ...ada.as });
    expect(out.headers).toBeUndefined();
  });
});
