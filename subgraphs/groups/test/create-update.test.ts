import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GroupsWorld } from './groups-world.ts';
import { groupsWorld, told } from './groups-world.ts';

let world: GroupsWorld;
beforeAll(async () => {
  world = await groupsWorld();
});

describe('createGroup', () => {
  test('founds: the group is there by id and handle, its owner in it, and its events say so', async () => {
    const ada = await world.person();
    const input = { handle: 'Chess_1', name: ' Chess  club ', description: 'For all', rules: 'Be kind' };
    const { group, errors } = await world.mutate('createGroup', input, ada);
    expect(errors).toEqual([]);
    expect(group).toMatchObject({
      handle: 'chess_1',
      name: 'Chess club',
      description: 'For all',
      rules: 'Be kind',
      privacy: 'PUBLIC',
      avatar: null,
      memberCount: 1,
      viewerRole: 'OWNER',
      viewerCanRead: true,
      viewerCanPost: true,
      viewerCanModerate: true,
      members: { totalCount: 1, edges: [{ role: 'OWNER', node: { id: ada } }] },
      joinRequests: { totalCount: 0, nodes: [] },
      invitations: { nodes: [] },
      bans: { nodes: [] },
      pinnedPosts: [],
    });
    expect(await world.group(group.id, ada)).toEqual(group);
    const byHandle = 'query ($handle: String!) { groupByHandle(handle: $handle) { id } }';
    for (const handle of ['chess_1', 'CHESS_1'])
      expect(await world.ask(byHandle, { handle }, null)).toEqual({ groupByHandle: { id: group.id } });
    const state = {
      handle: 'chess_1',
      name: 'Chess club',
      description: 'For all',
      privacy: 'PUBLIC',
      avatarId: null,
    };
    expect(told(await world.eventsOf(group.id))).toEqual([
      ['GroupCreated', state],
      ['GroupMemberJoined', { userId: ada, role: 'OWNER' }],
    ]);
  });

  test('a handle is unique regardless of case, also when many want it at once', async () => {
    const ada = await world.person();
    const create = (handle: string) => world.mutate('createGroup', { handle, name: 'Mine' }, ada);
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, at) => create(at % 2 ? 'Wanted' : 'wanted')),
    );
    expect(all.filter(({ group }) => group)).toHaveLength(1);
    const refusals = all.filter(({ group }) => !group).map(({ errors }) => errors[0]);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ __typename: 'ConflictError', path: ['handle'] });
  });

  test.each([
    ['a short handle', { handle: 'ab' }, 'handle'],
    ['a long handle', { handle: 'x'.repeat(31) }, 'handle'],
    ['a handle with a dash', { handle: 'a-b-c' }, 'handle'],
    ['a handle with a line end', { handle: 'abc\n' }, 'handle'],
    ['no name', { name: ' ' }, 'name'],
    ['an invisible name', { name: '\u200b' }, 'name'],
    ['a long name', { name: 'x'.repeat(51) }, 'name'],
    ['a long description', { description: 'x'.repeat(501) }, 'description'],
    ['long rules', { rules: 'x'.repeat(5_001) }, 'rules'],
    ['a malformed picture', { avatarMediaId: 'media_1' }, 'avatarMediaId'],
  ])('refuses %s with its place', async (_, input, place) => {
    const ada = await world.person();
    const before = (await world.emitted()).length;
    const refusal = await world.refused('createGroup', { handle: 'fine_1', name: 'Fine', ...input }, ada);
    expect(refusal).toEqual([`ValidationError ${place}`]);
    expect((await world.emitted()).length).toBe(before);
  });

  test('needs somebody logged in', async () => {
    expect(await world.mutate('createGroup', { handle: 'nobody', name: 'No' }, null)).toEqual({
      codes: ['UNAUTHENTICATED'],
    });
  });

  test('50 at once under one key found once; another input under it is a conflict', async () => {
    const ada = await world.person();
    const input = { handle: 'once_1', name: 'Once', clientMutationId: 'k1' };
    const all = await Promise.all(Array.from({ length: 50 }, () => world.mutate('createGroup', input, ada)));
    expect(new Set(all.map(({ group }) => group.id)).size).toBe(1);
    expect(await world.eventsOf(all[0].group.id)).toHaveLength(2);
    const other = await world.refused('createGroup', { ...input, name: 'Twice' }, ada);
    expect(other).toEqual(['ConflictError clientMutationId']);
  });
});

describe('updateGroup', () => {
  test('changes what is given, and leaves the rest; what is so already leaves no trace', async () => {
    const ada = await world.person();
    const groupId = await world.found(ada, 'PUBLIC', { handle: 'before_1', rules: 'Old rules' });
    const change = { groupId, handle: 'After_1', name: 'After', privacy: 'PRIVATE' };
    expect(await world.act('updateGroup', change, ada)).toMatchObject({
      handle: 'after_1',
      name: 'After',
      rules: 'Old rules',
      privacy: 'PRIVATE',
    });
    await world.act('updateGroup', { groupId, handle: 'AFTER_1', name: 'After' }, ada);
    await world.act('updateGroup', { groupId }, ada);
    const events = told(await world.eventsOf(groupId)).slice(2);
    expect(events).toEqual([
      [
        'GroupChanged',
        { handle: 'after_1', name: 'After', description: '', privacy: 'PRIVATE', avatarId: null },
      ],
    ]);
    expect(await world.act('updateGroup', { groupId, rules: null }, ada)).toMatchObject({ rules: '' });
  });

  test('a taken handle is a conflict that leaves everything as it was', async () => {
    const ada = await world.person();
    await world.found(ada, 'PUBLIC', { handle: 'taken_1' });
    const groupId = await world.found(ada);
    const before = await world.group(groupId, ada);
    const input = { groupId, handle: 'TAKEN_1', name: 'New', clientMutationId: 'k2' };
    expect(await world.refused('updateGroup', input, ada)).toEqual(['ConflictError handle']);
    expect(await world.group(groupId, ada)).toEqual(before);
    // The key was not used up by the refusal.
    expect(await world.act('updateGroup', { ...input, handle: 'free_1' }, ada)).toMatchObject({
      name: 'New',
    });
  });

  test('is for admins; the privacy for owners', async () => {
    const [ada, admin, moderator] = [await world.person(), await world.person(), await world.person()];
    const groupId = await world.found(ada);
    await world.join(groupId, ada, admin, 'ADMIN');
    await world.join(groupId, ada, moderator, 'MODERATOR');
    expect(await world.act('updateGroup', { groupId, name: 'By an admin' }, admin)).toMatchObject({
      name: 'By an admin',
    });
    const rename = { groupId, name: 'Mine' };
    expect(await world.refused('updateGroup', rename, moderator)).toEqual(['ForbiddenError groupId']);
    expect(await world.refused('updateGroup', rename, await world.person())).toEqual([
      'ForbiddenError groupId',
    ]);
    const close = { groupId, privacy: 'SECRET' };
    expect(await world.refused('updateGroup', close, admin)).toEqual(['ForbiddenError privacy']);
  });

  test('a picture is one that media lets the viewer show', async () => {
    const ada = await world.person();
    const groupId = await world.found(ada);
    const [mine, other, posted] = [newId('media'), newId('media'), newId('media')];
    world.peers.media = ({ representations, viewer }) =>
      representations.map(({ id }) => ({
        purpose: id === posted ? 'POST' : 'AVATAR',
        viewerCanAttach: id !== other && viewer === ada,
      }));
    const refused = await world.refused('updateGroup', { groupId, avatarMediaId: other }, ada);
    expect(refused).toEqual(['NotFoundError avatarMediaId']);
    expect(await world.refused('updateGroup', { groupId, avatarMediaId: posted }, ada)).toEqual([
      'ValidationError avatarMediaId',
    ]);
    const shown = await world.act('updateGroup', { groupId, avatarMediaId: mine }, ada);
    expect(shown).toMatchObject({ avatar: { id: mine } });
    expect(await world.act('updateGroup', { groupId, avatarMediaId: null }, ada)).toMatchObject({
      avatar: null,
    });
    world.peers.media = () => {
      throw new Error('away');
    };
    expect(await world.mutate('updateGroup', { groupId, avatarMediaId: mine }, ada)).toEqual({
      codes: ['SUBGRAPH_UNAVAILABLE'],
    });
  });
});
