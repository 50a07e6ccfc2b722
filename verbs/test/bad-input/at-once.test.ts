import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { contents } from '../world/contents.ts';
import { documentOf, inputFields, mutations } from '../world/mutations.ts';
import type { Answer } from '../world/person.ts';
import { signUp } from '../world/person.ts';
import { settled } from '../world/settled.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { refusalsOf } from './refusals.ts';
import { repeated } from './repeated.ts';

let world: TestSupergraph;
beforeAll(async () => {
  world = await startTestSupergraph();
}, 60_000);

/** How many events of each type have been emitted by one subgraph. */
async function emitted(subgraph: string): Promise<Record<string, number>> {
  await settled(world);
  const client = new pg.Client({ connectionString: world.adminUrl, query_timeout: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ type: string; count: number }>(
      `select type, count(*)::int as count from ${subgraph}.outbox group by type`,
    );
    return Object.fromEntries(rows.map(({ type, count }) => [type, count]));
  } finally {
    await client.end();
  }
}

/** What a subgraph emitted since then. */
async function emittedSince(
  subgraph: string,
  before: Record<string, number>,
): Promise<Record<string, number>> {
  const now = Object.entries(await emitted(subgraph));
  return Object.fromEntries(
    now.map(([type, count]) => [type, count - (before[type] ?? 0)] as const).filter(([, more]) => more > 0),
  );
}

test('every mutation that takes a key is repeated here, but those that open sessions', () => {
  const keyed = mutations.filter((mutation) => 'clientMutationId' in inputFields(mutation));
  // A log-in opens a session each time, by its contract; sign-up has its own tests below.
  expect(Object.keys(repeated).toSorted()).toEqual(
    keyed.filter((name) => !['logIn', 'signUp'].includes(name)).toSorted(),
  );
});

test.each(Object.entries(repeated))(
  '50 × %s at once with one key have one effect and one answer',
  async (name, mutation) => {
    const [ada, bob] = await Promise.all([signUp(world.url), signUp(world.url)]);
    const postId = await ada.post();
    const stage = { ada, bob, postId, commentId: await ada.comment(postId) };
    await mutation.prepare?.(stage);
    await settled(world);
    const clientMutationId = randomBytes(8).toString('hex');
    const input = { ...(await mutation.input(stage)), clientMutationId };
    const before = await emitted(mutation.subgraph);

    const once = () => ada.ask(documentOf(name), { input });
    const answers = await Promise.all(Array.from({ length: 50 }, once));
    const [first] = answers as [Answer];
    expect(first).toMatchObject({ status: 200, data: { [name]: { errors: [] } }, errors: undefined });
    for (const answer of answers) expect(answer).toEqual(first);
    expect(await emittedSince(mutation.subgraph, before)).toEqual(mutation.emits);

    const held = await contents(world);
    expect(await once()).toEqual(first);
    const other = { ...mutation.other(stage), clientMutationId };
    expect(refusalsOf(await ada.ask(documentOf(name), { input: other }))).toEqual([
      'ConflictError clientMutationId',
    ]);
    expect(await contents(world)).toEqual(held);
  },
);

test('one key serves one mutation', async () => {
  const ada = await signUp(world.url);
  const clientMutationId = 'mine';
  await ada.act('createPost', { body: 'Once', clientMutationId });
  const same = await signUp(world.url);
  await same.act('createPost', { body: 'Somebody else’s', clientMutationId });
  const before = await contents(world);
  const answer = await ada.ask(documentOf('deletePost'), {
    input: { postId: 'post_01h2xcejqtf2nbrexx3vqjhp41', clientMutationId },
  });
  expect(refusalsOf(answer).map((refusal) => refusal.split(' ')[0])).toEqual(['ConflictError']);
  expect(await contents(world)).toEqual(before);
});
