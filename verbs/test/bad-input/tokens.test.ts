import type { KeyObject } from 'node:crypto';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { newId, retype } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { contents } from '../world/contents.ts';
import type { Person } from '../world/person.ts';
import { send, signUp } from '../world/person.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { codeOf } from './refusals.ts';

let world: TestSupergraph;
let ada: Person;
/** identity's own key: what is signed with it is forged by nobody. */
let own: { kid: string; key: KeyObject };
let published: object;
beforeAll(async () => {
  world = await startTestSupergraph();
  ada = await signUp(world.url);
  const identity = world.subgraphs.get('identity');
  const services = identity?.services as { keys: { current(): Promise<typeof own> } };
  own = await services.keys.current();
  const keySet = await identity?.route(new Request('http://identity/.well-known/jwks.json'));
  published = (await keySet?.json()) as object;
}, 60_000);

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

/** Ada's own token with something else in it, signed by `sealed`. */
function forged(
  changes: { header?: object; claims?: object },
  sealed: (content: string) => Buffer = (content) => sign(null, Buffer.from(content), own.key),
): string {
  const [header, claims] = ada.token.split('.');
  const content = `${encode({ ...decode(header), ...changes.header })}.${encode({ ...decode(claims), ...changes.claims })}`;
  return `${content}.${sealed(content).toString('base64url')}`;
}

const now = () => Math.floor(Date.now() / 1_000);
const stranger = generateKeyPairSync('ed25519').privateKey;
const unsigned = () => Buffer.alloc(0);

const tokens: Record<string, () => string> = {
  'expired a second ago': () => forged({ claims: { iat: now() - 901, exp: now() - 1 } }),
  'without an end': () => forged({ claims: { exp: undefined } }),
  'for another audience': () => forged({ claims: { aud: 'elsewhere' } }),
  'of nobody': () => forged({ claims: { sub: 'nobody' } }),
  'of a viewer instead of a user': () =>
    forged({ claims: { sub: retype(ada.id as `user_${string}`, 'viewer') } }),
  'of another user, under the old signature': () => {
    const [, , signature] = ada.token.split('.');
    return forged({ claims: { sub: newId('user') } }, () => Buffer.from(signature ?? '', 'base64url'));
  },
  'signed by a stranger under a known key id': () =>
    forged({}, (content) => sign(null, Buffer.from(content), stranger)),
  'signed by a key nobody published': () =>
    forged({ header: { kid: 'unknown' } }, (content) => sign(null, Buffer.from(content), stranger)),
  'not signed: alg none': () => forged({ header: { alg: 'none' } }, unsigned),
  'not signed at all': () => forged({}, unsigned),
  'signed with the public key as a secret: alg HS256': () =>
    forged({ header: { alg: 'HS256' } }, (content) =>
      createHmac('sha256', JSON.stringify(published)).update(content).digest(),
    ),
  'a passport': () =>
    world.passports.issue({
      audience: 'posts',
      viewer: ada.id as `user_${string}`,
      session: null,
      address: null,
    }),
  nonsense: () => 'nonsense',
  'longer than any token': () => 'x'.repeat(10_000),
};

const createPost = 'mutation { createPost(input: { body: "x" }) { post { id } errors { message } } }';

test('the same token with nothing changed is let in, so what is refused below is refused for its change', async () => {
  const { data } = await send(world.url, '{ viewer { user { id } } }', {}, forged({}));
  expect(data).toEqual({ viewer: { user: { id: ada.id } } });
});

describe.each(Object.keys(tokens))('a token %s', (name) => {
  test('is 401 for the whole request, and nothing happens', async () => {
    const before = await contents(world);
    const token = tokens[name]?.();
    const answer = await send(world.url, createPost, {}, token);
    expect([answer.status, codeOf(answer), answer.data]).toEqual([401, 'UNAUTHENTICATED', undefined]);
    const open = await send(world.url, '{ __typename }', {}, token);
    expect([open.status, codeOf(open)]).toEqual([401, 'UNAUTHENTICATED']);
    const stream = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: 'subscription { notificationReceived { cursor } }' }),
    });
    expect([stream.status, codeOf((await stream.json()) as object)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(await contents(world)).toEqual(before);
  });
});

test('without a token whatever needs one is UNAUTHENTICATED, and the rest of the answer stands', async () => {
  const postId = await ada.post();
  const answer = await send(world.url, createPost);
  expect([answer.status, codeOf(answer)]).toEqual([200, 'UNAUTHENTICATED']);
  const query = 'query ($id: ID!) { viewer { id } post(id: $id) { id } }';
  const open = await send(world.url, query, { id: postId });
  expect(open).toMatchObject({ data: { viewer: null, post: { id: postId } }, errors: undefined });
});

test('the token of a session that was ended reads as logged out where identity answers', async () => {
  const person = await signUp(world.url);
  const { data } = await person.ask('{ viewer { sessions { nodes { id } } } }');
  await person.act('revokeSession', { sessionId: data.viewer.sessions.nodes[0].id }, 'session { id }');
  const answer = await person.ask('{ viewer { id } }');
  expect([answer.status, codeOf(answer), answer.data]).toEqual([200, 'UNAUTHENTICATED', { viewer: null }]);
});
