import { randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { contents, rowsIn } from '../world/contents.ts';
import { documentOf } from '../world/mutations.ts';
import { send } from '../world/person.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { refusalsOf } from './refusals.ts';

let world: TestSupergraph;
beforeAll(async () => {
  world = await startTestSupergraph();
}, 60_000);

const signUpAs = (input: object) => send(world.url, documentOf('signUp'), { input });
const somebody = () => {
  const username = `racer_${randomBytes(4).toString('hex')}`;
  return { username, email: `${username}@ursa.example`, password: 'a long secret', displayName: username };
};
const rows = async () => {
  const held = await contents(world);
  const tables = ['identity.accounts', 'identity.usernames', 'identity.sessions', 'profiles.profiles'];
  return tables.map((table) => rowsIn(held, table));
};

test.each([2, 20])(
  '%i who race for one username: one has it, the others conflict and leave nothing',
  async (count) => {
    const before = await rows();
    const { username } = somebody();
    const answers = await Promise.all(
      Array.from({ length: count }, (_, n) =>
        signUpAs({ ...somebody(), username: n % 2 ? username : username.toUpperCase() }),
      ),
    );
    const refused = answers.filter(({ data }) => data.signUp.session === null);
    expect(refused).toHaveLength(count - 1);
    for (const answer of refused) expect(refusalsOf(answer)).toEqual(['ConflictError username']);
    expect(await rows()).toEqual(before.map((count) => count + 1));
  },
);

test('50 sign-ups at once with one key open one account, and a session for each', async () => {
  const [accounts, usernames, sessions, profiles] = (await rows()) as [number, number, number, number];
  const input = { ...somebody(), clientMutationId: 'once' };
  const answers = await Promise.all(Array.from({ length: 50 }, () => signUpAs(input)));
  for (const { data } of answers) expect(data.signUp.errors).toEqual([]);
  expect(new Set(answers.map(({ data }) => data.signUp.viewer.id)).size).toBe(1);
  expect(new Set(answers.map(({ data }) => data.signUp.session.id)).size).toBe(50);
  expect(await rows()).toEqual([accounts + 1, usernames + 1, sessions + 50, profiles + 1]);

  const before = await contents(world);
  const conflict = await signUpAs({ ...input, displayName: 'Somebody else' });
  expect(refusalsOf(conflict)).toEqual(['ConflictError clientMutationId']);
  const stranger = await signUpAs({ ...input, password: 'another secret' });
  expect(refusalsOf(stranger)).toEqual(['ConflictError username', 'ConflictError email']);
  expect(await contents(world)).toEqual(before);
}, 60_000);
