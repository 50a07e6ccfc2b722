import type { GroupId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { beforeAll, expect, test } from 'vitest';
import type { GroupsWorld } from './groups-world.ts';
import { groupsWorld } from './groups-world.ts';

let world: GroupsWorld;
let ada: UserId;
let groups: GroupId[];
let people: UserId[];

// A hundred groups of one person, and a hundred people in, before and outside the first.
beforeAll(async () => {
  world = await groupsWorld();
  ada = await world.person();
  groups = [];
  people = [];
  for (let at = 0; at < 100; at += 1) groups.push(await world.found(ada, 'PRIVATE'));
  const [groupId] = groups as [GroupId];
  world.peers.posts = ({ representations }) => representations.map(() => ({ group: { id: groupId } }));
  await world.act('pinGroupPost', { groupId, postId: newId('post') }, ada);
  for (let at = 0; at < 100; at += 1) {
    const userId = await world.person();
    people.push(userId);
    await world.join(groupId, ada, userId);
    await world.act('joinGroup', { groupId }, newId('user'));
  }
}, 60_000);

/** How many statements an operation costs at sizes 1, 20 and 100; it must answer without an error. */
async function costs(query: (size: number) => string, variables: (size: number) => object = () => ({})) {
  const counts: number[] = [];
  // What the first one of all sends over connections that are new goes unseen.
  await world.execute({ query: query(1), variables: { ...variables(1) }, viewer: ada });
  for (const size of [1, 20, 100]) {
    const { value, statements } = await world.statements.record(() =>
      world.execute({ query: query(size), variables: { ...variables(size) }, viewer: ada }),
    );
    expect(value.errors).toBeUndefined();
    counts.push(statements.length);
  }
  return counts;
}
const entities = (typename: string, selection: (size: number) => string) => (size: number) =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection(size)} } } }`;
const some = (typename: string, ids: readonly string[]) => (size: number) => ({
  of: ids.slice(0, size).map((id) => ({ __typename: typename, id })),
});
const fields =
  'id handle memberCount viewerRole viewerCanRead viewerCanPost viewerCanModerate pinnedPosts { id }';

test('a group with its lists costs the same whatever their size', async () => {
  const lists = (size: number) =>
    ['members', 'joinRequests']
      .map((list) => `${list}(first: ${size}) { totalCount nodes { id } }`)
      .join(' ');
  const query = (size: number) => `{ group(id: "${groups[0]}") { ${fields} ${lists(size)} } }`;
  expect(await costs(query)).toEqual([6, 6, 6]);
});

test('many groups by id cost those of one', async () => {
  const query = entities('Group', () => `${fields} members(first: 2) { totalCount nodes { id } }`);
  expect(await costs(query, some('Group', groups))).toEqual([4, 4, 4]);
});

test('the groups of many people cost those of one', async () => {
  const query = entities('User', () => `groups(first: 3) { nodes { ${fields} } }`);
  expect(await costs(query, some('User', people))).toEqual([5, 5, 5]);
});

test("a page of the viewer's groups costs the same whatever its size", async () => {
  const query = entities('Viewer', (size) => `groups(first: ${size}) { nodes { ${fields} } }`);
  const viewer = ada.replace('user_', 'viewer_');
  expect(await costs(query, () => ({ of: [{ __typename: 'Viewer', id: viewer }] }))).toEqual([4, 4, 4]);
});
