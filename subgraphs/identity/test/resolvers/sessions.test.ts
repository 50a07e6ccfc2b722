import { beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../support/start-identity.ts';
import { join, startIdentity } from '../support/start-identity.ts';

describe('sessions', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await startIdentity();
  });
  type Person = Awaited<ReturnType<typeof join>>;
  const again = async ({ username, password }: Person) => {
    const input = { identifier: username, password };
    const { session } = await identity.change('logIn', input, { headers: { 'user-agent': 'Phone/1' } });
    if (!session) throw new Error('no session');
    return session;
  };
  const list = async (person: Person, paging = '') =>
    (
      await identity.run({
        query: `{ viewer { sessions${paging} { totalCount edges { cursor } nodes { id viewerIsCurrent accessToken refreshToken
          accessTokenExpiresAt address userAgent createdAt lastUsedAt expiresAt } pageInfo { hasNextPage hasPreviousPage } } } }`,
        ...person.as,
      })
    )['viewer'].sessions;
  const unauthenticated = [{ extensions: { code: 'UNAUTHENTICATED' } }];
  const entity = (id: string, as: object) =>
    identity.run({
      query:
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Session { id } ... on Viewer { email } } }',
      variables: { of: [{ __typename: id.startsWith('session') ? 'Session' : 'Viewer', id }] },
      ...as,
    });

  test('are listed to their viewer, newest first, without tokens', async () => {
    const ada = await join(identity);
    const second = await again(ada);
    const { totalCount, nodes } = await list(ada);
    expect(totalCount).toBe(2);
    expect(nodes).toMatchObject([
      { id: second.id, viewerIsCurrent: false, userAgent: 'Phone/1' },
      { id: ada.as.session, viewerIsCurrent: true, userAgent: null },
    ]);
    for (const node of nodes) {
      expect(node).toMatchObject({ accessToken: null, refreshToken: null, accessTokenExpiresAt: null });
      expect(node.address).toBe('203.0.113.7');
    }
  });

  test('come in pages, both ways, and refuse cursors of another list', async () => {
    const [ada, bob] = [await join(identity), await join(identity)];
    for (let n = 0; n < 4; n += 1) await again(ada);
    const all = await list(ada);
    const ids = all.nodes.map(({ id }: { id: string }) => id);
    const [, second] = all.edges;
    const next = await list(ada, `(first: 2, after: "${second.cursor}")`);
    expect(next.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2, 4));
    expect(next.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: true });
    const last = await list(ada, '(last: 2)');
    expect(last.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(3));
    const foreign = await identity.execute({
      query: `{ viewer { sessions(after: "${second.cursor}") { totalCount } } }`,
      ...bob.as,
    });
    expect(foreign.errors?.[0]?.extensions?.['code']).toBe('BAD_CURSOR');
  });

  test('are ended one by one, repeatably, and what they gave out is refused', async () => {
    const ada = await join(identity);
    const lost = await again(ada);
    for (let n = 0; n < 2; n += 1) {
      const { session, viewer, errors } = await identity.change(
        'revokeSession',
        { sessionId: lost.id },
        ada.as,
      );
      expect(errors).toEqual([]);
      expect(session?.id).toBe(lost.id);
      expect(viewer?.id).toBe(ada.viewerId);
    }
    expect((await list(ada)).totalCount).toBe(1);
    const refreshed = await identity.change('refreshSession', { refreshToken: lost.refreshToken });
    expect(refreshed.errors).toMatchObject([{ __typename: 'ForbiddenError' }]);
    const withOldToken = { viewer: ada.id, session: lost.id };
    expect(await identity.execute({ query: '{ viewer { id } }', ...withOldToken })).toMatchObject({
      data: { viewer: null },
      errors: unauthenticated,
    });
    const mutation = `mutation { revokeSession(input: { sessionId: "${ada.as.session}" }) { session { id } } }`;
    expect(await identity.execute({ query: mutation, ...withOldToken })).toMatchObject({
      errors: unauthenticated,
    });
    const rename = 'mutation { changeUsername(input: { username: "stolen_name" }) { viewer { id } } }';
    expect(await identity.execute({ query: rename, ...withOldToken })).toMatchObject({
      errors: unauthenticated,
    });
    expect(await entity(ada.as.session, withOldToken)).toEqual({ _entities: [null] });
    expect(await entity(ada.viewerId, withOldToken)).toEqual({ _entities: [null] });
  });

  test('of others read as if they did not exist', async () => {
    const [ada, eve] = [await join(identity), await join(identity)];
    const revoke = (sessionId: string) => identity.change('revokeSession', { sessionId }, eve.as);
    const never = 'session_01h2xcejqtf2nbrexx3vqjhp41';
    expect(await revoke(ada.as.session)).toEqual(await revoke(never));
    expect((await revoke('post_01h2xcejqtf2nbrexx3vqjhp41')).errors).toMatchObject([
      { __typename: 'ValidationError' },
    ]);
    for (const as of [eve.as, {}]) {
      for (const id of [ada.as.session, ada.viewerId, never, 'session_nonsense']) {
        expect(await entity(id, as)).toEqual({ _entities: [null] });
      }
    }
    expect(await entity(ada.as.session, ada.as)).toEqual({ _entities: [{ id: ada.as.session }] });
    expect(await entity(ada.viewerId, ada.as)).toEqual({ _entities: [{ email: ada.email }] });
    expect((await list(ada)).totalCount).toBe(1);
  });

  test('are needed by whoever asks as a viewer', async () => {
    const ada = await join(identity);
    expect(await identity.run({ query: '{ viewer { id } }' })).toEqual({ viewer: null });
    const foreign = { viewer: ada.id, session: (await join(identity)).as.session };
    const query = 'mutation { revokeSession(input: { sessionId: "x" }) { errors { message } } }';
    for (const as of [{}, { viewer: ada.id, session: null }, foreign]) {
      expect(await identity.execute({ query, ...as })).toMatchObject({ errors: unauthenticated });
    }
  });

  test('log out', async () => {
    const ada = await join(identity);
    const { logOut } = await identity.run({
      query: 'mutation { logOut { session { id } viewer { id } errors { message } } }',
      ...ada.as,
    });
    expect(logOut).toEqual({ session: { id: ada.as.session }, viewer: { id: ada.viewerId }, errors: [] });
    const { errors } = await identity.change('refreshSession', { refreshToken: ada.refreshToken });
    expect(errors).toMatchObject([{ __typename: 'ForbiddenError' }]);
  });

  test('log out by refresh token, when the access token has expired', async () => {
    const ada = await join(identity);
    const { session } = await identity.change('logOut', { refreshToken: ada.refreshToken });
    expect(session?.id).toBe(ada.as.session);
    const nothing = await identity.change('logOut', { refreshToken: 'none' });
    expect(nothing).toEqual({ viewer: null, session: null, errors: [] });
    expect(await identity.execute({ query: 'mutation { logOut { errors { message } } }' })).toMatchObject({
      errors: unauthenticated,
    });
  });
});
