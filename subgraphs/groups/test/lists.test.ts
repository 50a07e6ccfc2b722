import type { GroupId, UserId } from '@ursa/ids';
import { beforeAll, expect, test } from 'vitest';
import type { GroupsWorld } from './groups-world.ts';
import { groupsWorld } from './groups-world.ts';

let world: GroupsWorld;
let ada: UserId;
let groupId: GroupId;
let people: UserId[];
const invitations: GroupId[] = [];

// One group with seven in each list, and a person in seven groups and invited to seven.
beforeAll(async () => {
  world = await groupsWorld();
  ada = await world.person();
  groupId = await world.found(ada, 'PRIVATE');
  people = [];
  for (let at = 0; at < 28; at += 1) people.push(await world.person());
  for (const userId of people.slice(0, 7)) await world.join(groupId, ada, userId);
  for (const userId of people.slice(7, 14)) await world.act('joinGroup', { groupId }, userId);
  for (const userId of people.slice(14, 21)) await world.act('inviteToGroup', { groupId, userId }, ada);
  for (const userId of people.slice(21)) await world.act('banFromGroup', { groupId, userId }, ada);
  for (let at = 0; at < 7; at += 1) {
    const other = await world.found(people[0] as UserId, 'SECRET');
    await world.act('inviteToGroup', { groupId: other, userId: ada }, people[0] as UserId);
    invitations.push(other);
  }
});

type Page = { nodes: { id: string }[]; edges: { cursor: string }[]; pageInfo: Record<string, unknown> };
const selection =
  'nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

/** A page of a list by its owner's eyes. */
async function pageOf(list: string, args: string): Promise<Page> {
  const ofViewer = list === 'groups' || list === 'groupInvitations';
  const [typename, id] = ofViewer ? ['Viewer', ada.replace('user_', 'viewer_')] : ['Group', groupId];
  const answer = await world.entity(typename, id, `${list}(${args}) { ${selection} }`, ada);
  return answer[list] ?? answer;
}

const expected = (): Record<string, string[]> => ({
  members: [...people.slice(0, 7).reverse(), ada],
  joinRequests: people.slice(7, 14).reverse(),
  invitations: people.slice(14, 21).reverse(),
  bans: people.slice(21).reverse(),
  groupInvitations: invitations.toReversed(),
});
const lists = ['members', 'joinRequests', 'invitations', 'bans', 'groupInvitations'];

test.each(lists)('%s is walked in pages from both ends, latest first', async (list) => {
  const all = expected()[list] as string[];
  for (const [size, from, towards] of [
    ['first', 'after', 'hasNextPage'],
    ['last', 'before', 'hasPreviousPage'],
  ] as const) {
    const walked: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 10; pages += 1) {
      const { nodes, pageInfo } = await pageOf(list, `${size}: 3${cursor && `, ${from}: "${cursor}"`}`);
      const ids = nodes.map(({ id }) => id);
      walked.splice(size === 'first' ? walked.length : 0, 0, ...ids);
      if (!pageInfo[towards]) break;
      cursor = String(pageInfo[size === 'first' ? 'endCursor' : 'startCursor']);
    }
    expect(walked).toEqual(all);
  }
});

test('a page stays where it is while people come and go', async () => {
  const eve = await world.person();
  const open = await world.found(eve);
  const crowd: UserId[] = [];
  for (let at = 0; at < 6; at += 1) crowd.push(await world.person());
  for (const userId of crowd) await world.act('joinGroup', { groupId: open }, userId);
  const page = async (args: string) =>
    (await world.group(open, eve, `members(${args}) { ${selection} }`)).members;
  const first = await page('first: 2');
  await world.act('joinGroup', { groupId: open }, await world.person());
  await world.act('leaveGroup', { groupId: open }, crowd[4] as UserId);
  const next = await page(`first: 3, after: "${first.pageInfo.endCursor}"`);
  expect(next.nodes.map(({ id }: { id: string }) => id)).toEqual([crowd[3], crowd[2], crowd[1]]);
});

test('members of one role are listed alone, uncounted; the cursor fits that list only', async () => {
  const eve = await world.person();
  const open = await world.found(eve);
  const [admin, member] = [await world.person(), await world.person()];
  await world.join(open, eve, admin, 'ADMIN');
  await world.join(open, eve, member);
  const query = (args: string) => `members(${args}) { totalCount nodes { id } edges { cursor } }`;
  const { members } = await world.group(open, null, query('role: ADMIN'));
  expect(members).toMatchObject({ totalCount: null, nodes: [{ id: admin }] });
  const foreign = `members(after: "${members.edges[0].cursor}") { nodes { id } }`;
  expect(await world.ask(`{ group(id: "${open}") { ${foreign} } }`, {}, null)).toEqual({
    codes: ['BAD_CURSOR'],
  });
});

test('groups of a person, last joined first, with what they are there', async () => {
  const [eve, bob] = [await world.person(), await world.person()];
  const ids: GroupId[] = [];
  for (const privacy of ['PUBLIC', 'PRIVATE', 'SECRET'] as const) {
    const id = await world.found(eve, privacy);
    await world.join(id, eve, bob, privacy === 'PRIVATE' ? 'ADMIN' : 'MEMBER');
    ids.unshift(id);
  }
  const query =
    'groups(first: 2) { nodes { id } edges { role joinedAt } pageInfo { hasNextPage endCursor } }';
  const { groups } = await world.entity('Viewer', bob.replace('user_', 'viewer_'), query, bob);
  expect(groups).toMatchObject({
    nodes: ids.slice(0, 2).map((id) => ({ id })),
    edges: [{ role: 'MEMBER' }, { role: 'ADMIN' }],
    pageInfo: { hasNextPage: true },
  });
  const ofUser = (await world.entity('User', bob, query, bob)).groups;
  expect([ofUser.nodes, ofUser.edges]).toEqual([groups.nodes, groups.edges]);
  const rest = `groups(after: "${ofUser.pageInfo.endCursor}") { nodes { id } }`;
  expect(await world.entity('User', bob, rest, bob)).toEqual({ groups: { nodes: [{ id: ids[2] }] } });
});

test.each(lists)('%s has at most a hundred on a page', async (list) => {
  for (const args of ['first: 101', 'last: 101', 'first: -1', 'first: 1, last: 1', 'after: "x"'])
    expect(await pageOf(list, args)).toEqual({
      codes: [args.startsWith('after') ? 'BAD_CURSOR' : 'BAD_USER_INPUT'],
    });
});
