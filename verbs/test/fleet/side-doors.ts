import type { SessionId, UserId } from '@ursa/ids';
import { createPassports, generateKey, PASSPORT_HEADER } from '@ursa/passport';
import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { signUp } from '../world/person.ts';
import type { Fleet } from './fleet.ts';

const names = ['identity', 'profiles', 'posts', 'comments', 'notifications', 'nodes', 'feed'];
const minute = 60_000;

/** Nobody gets in past the routers. */
export function sideDoorTests(fleet: () => Fleet): void {
  /** What a passport to this subgraph says when all is well: anybody, from the router. */
  const passport = (
    audience: string,
    { key = fleet().keys.get('router'), viewer = null, session = null, ageMs = 0 }: Forgery = {},
  ) => {
    if (!key) throw new Error('The router has no key.');
    const passports = createPassports({ issuer: 'router', privateKey: key, now: () => Date.now() - ageMs });
    return passports.issue({ audience, viewer, session, address: null });
  };

  test.each(names)('%s answers 401 to whoever has no valid passport of its own', async (name) => {
    const other = names[(names.indexOf(name) + 1) % names.length] as string;
    const [header, claims] = passport(name).split('.') as [string, string, string];
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const parsed = JSON.parse(Buffer.from(header, 'base64url').toString());
    const bad: Record<string, string | undefined> = {
      none: undefined,
      garbage: 'let me in',
      unsigned: `${part({ ...parsed, alg: 'none' })}.${claims}.`,
      'signed by a stranger': passport(name, { key: generateKey('router') }),
      'of another subgraph': passport(other),
      'in the name of another': `${part({ ...parsed, kid: other })}.${passport(name).split('.').slice(1).join('.')}`,
      expired: passport(name, { ageMs: 2 * minute }),
    };
    expect(fleet().of(name)).toHaveLength(2);
    for (const process of fleet().of(name)) {
      for (const [what, token] of Object.entries(bad)) {
        for (const query of ['{ _service { sdl } }', '{ __schema { types { name } } }', '{ __typename }']) {
          const answer = await post(process.url, query, token);
          expect(answer.status, `${what}: ${query}`).toBe(401);
          expect(answer.body, `${what}: ${query}`).not.toContain('"data"');
        }
        expect(await subscribe(process.url, token), what).toContain('UNAUTHENTICATED');
      }
      const welcome = await post(process.url, '{ _service { sdl } }', passport(name));
      expect(welcome).toMatchObject({ status: 200, body: expect.stringContaining('type Query') });
    }
  });

  test("a client's own passport never passes the router", async () => {
    const victim = await signUp(fleet().routers[0].url);
    const claims = JSON.parse(Buffer.from(victim.token.split('.')[1] ?? '', 'base64url').toString());
    const [viewer, session] = [claims.sub as UserId, claims.sid as SessionId];
    const query = '{ viewer { id email } }';
    const token = passport('identity', { viewer, session });
    // The passport is good: whoever could hand it to identity would be the victim.
    const inside = await post(fleet().urlOf('identity'), query, token);
    expect(inside.body).toContain(victim.username);
    for (const { url } of fleet().routers) {
      for (const header of [PASSPORT_HEADER, PASSPORT_HEADER.toUpperCase()]) {
        const { status, body } = await post(url, query, token, header);
        expect({ status, body: JSON.parse(body) }).toEqual({ status: 200, body: { data: { viewer: null } } });
      }
    }
  });
}

interface Forgery {
  key?: ReturnType<typeof generateKey> | undefined;
  viewer?: UserId | null;
  session?: SessionId | null;
  ageMs?: number;
}

async function post(url: string, query: string, passport?: string, header = PASSPORT_HEADER) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(passport && { [header]: passport }) },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.text() };
}

/** What a subgraph says to an operation over WebSocket, as text. */
async function subscribe(url: string, passport?: string): Promise<string> {
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  try {
    const extensions = passport === undefined ? {} : { passport };
    const answers = client.iterate({ query: '{ _service { sdl } }', extensions });
    for await (const answer of answers) return JSON.stringify(answer);
    return 'nothing';
  } catch (error) {
    return JSON.stringify(error);
  } finally {
    await client.dispose();
  }
}
