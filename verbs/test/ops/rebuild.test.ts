import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { foundGroup } from '../world/groups.ts';
import type { Person } from '../world/person.ts';
import { send, signUp } from '../world/person.ts';
import { settled } from '../world/settled.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { uploadImage } from '../world/uploads.ts';
import type { Operator } from './operator.ts';
import { operator } from './operator.ts';

vi.setConfig({ testTimeout: 240_000 });

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

/** Those that keep something of others. */
const keepers = ['search', 'posts', 'comments', 'notifications', 'groups', 'reactions', 'media', 'feed'];

/** Columns that tell what is kept, without which event told it. */
const kept: Readonly<Record<string, string>> = {
  'search.documents where not is_gone': 'id, kind, language, author_id, post_id, name, texts, vector, marks',
  'search.postings': 'kind, lexeme, id',
  'search.engagements where weight > 0': 'subject_id, actor_id, weight',
  'search.popularity where total > 0': 'subject_id, total',
  ...Object.fromEntries(
    keepers.flatMap((schema) => [
      [`${schema}.people`, 'user_id, username, is_private'],
      [`${schema}.follows where holds`, 'follower_id, followed_id'],
      [`${schema}.blocks where holds`, 'blocker_id, blocked_id'],
    ]),
  ),
  ...Object.fromEntries(
    keepers
      .filter((schema) => schema !== 'groups')
      .flatMap((schema) => [
        [`${schema}.groups`, 'group_id, privacy'],
        [`${schema}.group_members where holds`, 'group_id, user_id'],
      ]),
  ),
  ...Object.fromEntries(
    ['search', 'comments', 'notifications', 'reactions', 'media'].map((schema) => [
      `${schema}.post_audiences where not is_deleted`,
      'post_id, author_id, group_id, visibility',
    ]),
  ),
  'comments.reply_rules': 'post_id, author_id, policy, mentioned_ids',
  'notifications.mutes where holds': 'muter_id, muted_id',
  'reactions.comment_audiences where not is_deleted': 'comment_id, post_id, author_id',
  'reactions.subjects where 0 < any(counts)': 'subject_id, post_id, counts',
  'media.post_media': 'post_id, media_id',
  'media.group_avatars': 'group_id, media_id',
  'media.media': 'id, status, remove_after is null',
  'feed.posts where not is_deleted': 'post_id, item_id, author_id, group_id, visibility, tags',
  'feed.tagged': 'tag, item_id, post_id',
  'feed.items': 'item_id, source_id, post_id, is_repost, withheld',
  'feed.reposts where holds': 'reposter_id, post_id, item_id',
  'feed.engagement': 'post_id, points, published_seconds, is_open',
  'feed.subscribers where holds': 'source_id, subscriber_id, is_large',
  'feed.sources where subscribers > 0': 'source_id, subscribers, is_large',
  'feed.timeline': 'owner_id, item_id, post_id, source_id, is_repost',
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
  ${keepers.map((schema) => `update ${schema}.people set username = 'nobody'; delete from ${schema}.blocks;`).join('\n')}
  ${['search', 'notifications', 'groups', 'reactions', 'media', 'feed'].map((schema) => `delete from ${schema}.follows;`).join('\n')}
  ${['search', 'notifications', 'reactions', 'media', 'feed'].map((schema) => `update ${schema}.groups set privacy = 'PUBLIC'; delete from ${schema}.group_members;`).join('\n')}
  update posts.group_members set holds = false;
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
  delete from comments.post_audiences;
  update posts.follows set holds = not holds;
  update posts.groups set privacy = 'PUBLIC';
  update comments.group_members set holds = not holds;
  insert into comments.groups select gen_random_uuid(), 'PUBLIC', 1;
  delete from notifications.people;
  delete from notifications.mutes;
  update notifications.post_audiences set visibility = 'PRIVATE', author_id = gen_random_uuid();
  update comments.reply_rules set policy = 'EVERYONE', mentioned_ids = '[]';
  insert into comments.reply_rules select gen_random_uuid(), author_id, policy, mentioned_ids, 9
    from comments.reply_rules limit 1;
  delete from reactions.people;
  delete from reactions.post_audiences;
  update reactions.comment_audiences set is_deleted = true, author_id = gen_random_uuid();
  update reactions.subjects set counts = '{7,7}' where ctid = '(0,1)';
  delete from reactions.subjects where counts <> '{7,7}';
  insert into reactions.subjects select gen_random_uuid(), post_id, '{5}' from reactions.subjects;
  delete from media.post_media;
  insert into media.post_media select gen_random_uuid(), id from media.media;
  update media.post_audiences set is_deleted = true;
  update media.group_avatars set media_id = null;
  update media.media set remove_after = case when remove_after is null then now() + interval '1 day' end;
  delete from feed.posts where visibility = 'PUBLIC';
  update feed.posts set item_id = gen_random_uuid(), is_deleted = true, tags = '{ghosts}';
  insert into feed.tagged select 'ghosts', item_id, post_id from feed.tagged on conflict do nothing;
  delete from feed.tagged where tag = 'bees';
  delete from feed.items where is_repost;
  update feed.items set withheld = not withheld, source_id = post_id;
  update feed.reposts set holds = not holds;
  update feed.engagement set points = points + 5, is_open = not is_open;
  insert into feed.engagement values (gen_random_uuid(), 3, 5, true);
  delete from feed.subscribers where ctid = '(0,1)';
  update feed.subscribers set is_large = true;
  update feed.sources set subscribers = subscribers + 3;
  insert into feed.timeline select owner_id, gen_random_uuid(), post_id, source_id, false from feed.timeline;
  delete from feed.timeline where is_repost`;

/** Things of every kind that others keep: a group with a picture, a post with media and a rule, reactions, reposts. */
async function moreToKeep(ada: Person, bob: Person, zoe: Person, post: string, comment: string) {
  const feedOf = (one: Person) => one.ask('{ viewer { feed(first: 5) { nodes { id } } } }');
  for (const one of [ada, bob, zoe]) expect((await feedOf(one)).errors).toBeUndefined();
  await bob.act('muteUser', { userId: zoe.id });
  const shown = await uploadImage(ada);
  await uploadImage(ada, { alt: 'shown nowhere' });
  const group = await foundGroup(ada, { members: [bob] });
  await ada.act('updateGroup', {
    groupId: group,
    avatarMediaId: (await uploadImage(ada, { purpose: 'AVATAR' })).id,
  });
  const told = `@${bob.username} look #bees #honey`;
  const content = { body: told, mediaIds: [shown.id], replyPolicy: 'MENTIONED', quotedPostId: post };
  await ada.act('createPost', content);
  const inGroup = (await ada.act('createPost', { body: 'All', groupId: group }, 'post { id }')).post.id;
  const undone = await ada.post('Nobody shows this');
  for (const [one, subjectId, kind] of [
    [bob, post, 'LIKE'],
    [zoe, post, 'LIKE'],
    [ada, post, 'DISLIKE'],
    [zoe, comment, 'LOVE'],
    [bob, inGroup, 'WOW'],
    [zoe, undone, 'FIRE'],
  ] as const)
    await one.act('react', { subjectId, kind });
  await bob.act('react', { subjectId: post, kind: 'LOVE' });
  await zoe.act('unreact', { subjectId: undone });
  await zoe.act('repost', { postId: post });
  await bob.act('followUser', { userId: zoe.id }).catch(() => undefined);
  await zoe.act('followUser', { userId: bob.id });
  await bob.act('repost', { postId: post });
  await bob.act('repost', { postId: undone });
  await bob.act('undoRepost', { postId: undone });
}

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
  await moreToKeep(ada, bob, zoe, first, comment);
  await ada.act('deletePost', { postId: third });
  await zoe.act('deleteComment', { commentId: await zoe.comment(first, 'honey!') });
  const before = await state();
  // Nothing is right only because there is none.
  for (const [table, rows] of Object.entries(before)) expect(rows, table).not.toHaveLength(0);

  await client.query(damage);
  const damaged = await state();
  for (const [table, rows] of Object.entries(before)) expect(damaged[table], table).not.toEqual(rows);
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
  for (const name of keepers) {
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
  for (const name of ['search', 'reactions', 'feed']) {
    const { output } = await ops('rebuild', name);
    expect(output).toContain('; 0 rows nobody told of');
  }
  expect(await state()).toEqual(before);
  const found = await send(
    world.url,
    '{ search(query: "hony") { nodes { ... on Post { id } } } }',
    {},
    bob.token,
  );
  expect(found.data.search.nodes.map(({ id }: { id?: string }) => id)).toContain(first);
});
