import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { foundGroup } from '../world/groups.ts';
import { send, signUp } from '../world/person.ts';
import { settled } from '../world/settled.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import type { Operator } from './operator.ts';
import { operator } from './operator.ts';

vi.setConfig({ testTimeout: 120_000 });

let world: TestSupergraph;
let ops: Operator;
let client: pg.Client;
beforeAll(async () => {
  world = await startTestSupergraph();
  ops = operator(world.services);
  client = new pg.Client({ connectionString: world.adminUrl });
  await client.connect();
}, 120_000);
afterAll(() => client.end());

/** Columns that tell what is kept, without which event told it. */
const kept: Readonly<Record<string, string>> = {
  'search.documents where not is_gone': 'id, kind, language, author_id, post_id, name, texts, vector, marks',
  'search.postings': 'kind, lexeme, id',
  'search.engagements where weight > 0': 'subject_id, actor_id, weight',
  'search.popularity where total > 0': 'subject_id, total',
  ...Object.fromEntries(
    ['search', 'posts', 'comments', 'notifications', 'groups'].flatMap((schema) => [
      [`${schema}.people`, 'user_id, username, is_private'],
      [`${schema}.follows where holds`, 'follower_id, followed_id'],
      [`${schema}.blocks where holds`, 'blocker_id, blocked_id'],
    ]),
  ),
  ...Object.fromEntries(
    ['search', 'posts', 'comments', 'notifications'].flatMap((schema) => [
      [`${schema}.groups`, 'group_id, privacy'],
      [`${schema}.group_members where holds`, 'group_id, user_id'],
    ]),
  ),
  'search.post_audiences where not is_deleted': 'post_id, author_id, visibility',
  'comments.post_audiences where not is_deleted': 'post_id, author_id, visibility',
};

async function state(): Promise<Record<string, string[]>> {
  await settled(world);
  const held: Record<string, string[]> = {};
  for (const [table, columns] of Object.entries(kept)) {
    const { rows } = await client.query(`select (${columns})::text as line from ${table} order by 1`);
    held[table] = rows.map(({ line }) => line);
  }
  return held;
}

/** Everything that can go wrong with rows: lost, changed, and told by nobody. */
const damage = `
  delete from search.documents where id in (select id from search.documents where kind = 2 limit 2);
  update search.documents set texts = '{nonsense}', vector = 'nonsense' where kind = 1;
  delete from search.postings where kind = 3;
  insert into search.documents (id, kind, language, sequence, texts, vector, marks, is_gone)
    select gen_random_uuid(), 2, 1, 7, '{ghost}', 'ghost', '{}', false from generate_series(1, 1200);
  insert into search.postings select kind, 'ghost', id from search.documents where texts = '{ghost}';
  update search.popularity set total = total + 5;
  delete from search.engagements where subject_id in (select subject_id from search.engagements limit 1);
  insert into search.engagements values (gen_random_uuid(), gen_random_uuid(), 1, 3);
  update search.post_audiences set visibility = 'PRIVATE';
  delete from search.people where user_id in (select user_id from search.people limit 1);
  update comments.people set is_private = not is_private;
  insert into comments.follows select p.user_id, q.user_id, true, 1 from comments.people p, comments.people q
    on conflict do nothing;
  delete from comments.blocks;
  delete from comments.post_audiences;
  update posts.follows set holds = not holds;
  update posts.groups set privacy = 'PUBLIC';
  update comments.group_members set holds = not holds;
  insert into comments.groups select gen_random_uuid(), 'PUBLIC', 1;
  delete from search.group_members;
  delete from groups.blocks;
  delete from notifications.people`;

test('what was derived equals what the owners hold, while it is read and written', async () => {
  const people = await Promise.all(Array.from({ length: 4 }, () => signUp(world.url)));
  const [ada, bob, zoe, eve] = people as [
    (typeof people)[0],
    (typeof people)[0],
    (typeof people)[0],
    (typeof people)[0],
  ];
  await bob.act('followUser', { userId: ada.id });
  await zoe.act('updateProfile', { isPrivate: true, bio: 'Bees' });
  await ada.act('blockUser', { userId: eve.id });
  await foundGroup(ada, { privacy: 'SECRET', members: [zoe] });
  const closed = await foundGroup(bob);
  await bob.act('leaveGroup', { groupId: closed });
  const posts = [];
  for (const visibility of ['PUBLIC', 'FOLLOWERS', 'PRIVATE'])
    posts.push(await ada.post(`honey #bees ${visibility}`, visibility));
  const [first = '', , third = ''] = posts;
  const comment = await bob.comment(first, 'Sweet honey');
  await bob.comment(first, 'More honey', comment);
  await ada.act('deletePost', { postId: third });
  await zoe.act('deleteComment', { commentId: await zoe.comment(first, 'honey!') });
  const before = await state();
  expect(before['search.documents where not is_gone']).not.toHaveLength(0);

  await client.query(damage);
  // Searches go on, and none of them fails; a post and a block come in between.
  let running = true;
  const codes = new Set<unknown>();
  let searches = 0;
  const searching = (async () => {
    while (running) {
      const { errors } = await send(
        world.url,
        '{ search(query: "honey") { nodes { __typename } counts { posts } } }',
        {},
        bob.token,
      );
      codes.add(errors?.[0]?.extensions?.code);
      searches += 1;
    }
  })();
  const late = ada.post('late honey').then((id) => ada.act('deletePost', { postId: id }));
  for (const name of ['search', 'posts', 'comments', 'notifications', 'groups']) {
    const { code, output } = await ops('rebuild', name);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^✓ ${name} was told \\d+ events; \\d+ rows? nobody told of\\n$`)),
    ]);
  }
  running = false;
  await Promise.all([searching, late]);
  expect([...codes]).toEqual([undefined]);
  expect(searches).toBeGreaterThan(0);
  expect(await state()).toEqual(before);

  // Again, nothing is left to mend.
  const { output } = await ops('rebuild', 'search');
  expect(output).toContain('; 0 rows nobody told of');
  expect(await state()).toEqual(before);
  const found = await send(
    world.url,
    '{ search(query: "hony") { nodes { ... on Post { id } } } }',
    {},
    bob.token,
  );
  expect(found.data.search.nodes.map(({ id }: { id?: string }) => id)).toContain(first);
});
