import type { GroupId, UserId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import type { NotificationsWorld } from './notifications-world.ts';
import { notificationsWorld } from './notifications-world.ts';

let world: NotificationsWorld;
beforeAll(async () => {
  world = await notificationsWorld();
});

const people = async (count: number) =>
  (await Promise.all(Array.from({ length: count }, () => world.person()))) as [
    UserId,
    UserId,
    UserId,
    UserId,
  ];
const counted = async (who: UserId) => (await world.inbox(who)).unreadNotificationCount;

describe('a post that is passed on', () => {
  test('tells its author of a repost and of a quote, the quote before the mention in it', async () => {
    const [ada, bob, eve] = await people(3);
    const postId = await world.post(ada);
    await world.repost(bob, postId, ada);
    const quoteId = await world.quote(bob, postId, ada, [ada, eve]);
    expect(await world.told(ada)).toEqual([
      ['QUOTE', bob, quoteId],
      ['REPOST', bob, postId],
    ]);
    expect(await world.told(eve)).toEqual([['MENTION', bob, quoteId]]);
    await world.deletePost(quoteId, bob);
    expect(await world.told(ada)).toEqual([['REPOST', bob, postId]]);
  });

  test('tells nobody of their own doing, nor of people who are hidden', async () => {
    const [ada, eve] = await people(2);
    const postId = await world.post(ada);
    await world.block(ada, eve);
    await world.repost(ada, postId, ada);
    await world.quote(ada, postId, ada);
    await world.react(ada, { subjectId: postId, postId, subjectAuthorId: ada });
    await world.repost(eve, postId, ada);
    await world.quote(eve, postId, ada);
    expect(await world.told(ada)).toEqual([]);
  });
});

describe('a group', () => {
  test('tells who may answer of requests, together, until they are answered; then who asked', async () => {
    const [ada, bob, eve, zoe] = await people(4);
    const groupId = await world.group('PRIVATE', ada, zoe);
    await world.askToJoin(groupId, bob, [ada, zoe]);
    await world.askToJoin(groupId, eve, [ada, zoe]);
    expect((await world.inbox(ada)).notifications.nodes).toMatchObject([
      { kind: 'GROUP_JOIN_REQUEST', actorCount: 2, subject: { __typename: 'Group', id: groupId } },
    ]);
    await world.answerToJoin(groupId, bob, true, zoe);
    expect(await world.told(ada)).toEqual([['GROUP_JOIN_REQUEST', eve, groupId]]);
    expect(await world.told(bob)).toEqual([['GROUP_JOINED', zoe, groupId]]);
    await world.answerToJoin(groupId, eve, false, zoe);
    expect([await world.told(ada), await world.told(zoe), await world.told(eve)]).toEqual([[], [], []]);
  });

  test('tells of an invitation, even into a secret one, until it is closed; a new one is news', async () => {
    const [ada, bob] = await people(2);
    const groupId = await world.group('SECRET', ada);
    await world.invite(groupId, bob, ada);
    expect(await world.told(bob)).toEqual([['GROUP_INVITATION', ada, groupId]]);
    await world.closeInvitation(groupId, bob, false);
    expect([await world.told(bob), await counted(bob)]).toEqual([[], 0]);
    await world.invite(groupId, bob, ada);
    expect(await world.told(bob)).toEqual([['GROUP_INVITATION', ada, groupId]]);
  });

  test('tells of each new role, and a member of no requests any more', async () => {
    const [ada, bob, eve] = await people(3);
    const groupId = await world.group('PRIVATE', ada, bob);
    await world.changeRole(groupId, bob, 'MODERATOR', ada);
    const [first] = (await world.inbox(bob)).notifications.nodes;
    await world.mark(bob, { upTo: first.id });
    await world.askToJoin(groupId, eve, [ada, bob]);
    await world.changeRole(groupId, bob, 'MEMBER', ada);
    expect((await world.inbox(bob)).notifications.nodes).toMatchObject([
      { id: first.id, kind: 'GROUP_ROLE', actorCount: 1, readAt: null },
    ]);
    expect(await world.told(ada)).toEqual([['GROUP_JOIN_REQUEST', eve, groupId]]);
  });

  test.each<[string, (group: GroupId, who: UserId) => Promise<unknown>]>([
    ['leaving it', (group, who) => world.leaveGroup(group, who)],
    [
      'leaving it before it becomes secret',
      async (group, who) => {
        await world.leaveGroup(group, who);
        await world.changeGroup(group, 'SECRET');
      },
    ],
  ])('is hidden from who may not see it: requests by %s', async (_, leave) => {
    const [ada, bob] = await people(2);
    const groupId = await world.group('PRIVATE', ada);
    await world.askToJoin(groupId, bob, [ada]);
    expect(await counted(ada)).toBe(1);
    await leave(groupId, ada);
    expect([await world.told(ada), await counted(ada)]).toEqual([[], 0]);
    await world.joinGroup(groupId, ada);
    expect([await world.told(ada), await counted(ada)]).toEqual([[['GROUP_JOIN_REQUEST', bob, groupId]], 1]);
  });

  test('that becomes secret hides itself from those outside, that opens shows itself', async () => {
    const [ada, bob] = await people(2);
    const groupId = await world.group('PRIVATE', ada);
    await world.answerToJoin(groupId, bob, true, ada);
    expect(await counted(bob)).toBe(1);
    await world.changeGroup(groupId, 'SECRET');
    expect([await world.told(bob), await counted(bob)]).toEqual([[], 0]);
    await world.changeGroup(groupId, 'PUBLIC');
    expect([await world.told(bob), await counted(bob)]).toEqual([[['GROUP_JOINED', ada, groupId]], 1]);
  });
});

describe('the count of unread ones', () => {
  test('follows an account that closes and opens', async () => {
    const [ada, bob] = await people(2);
    await world.post(ada, 'PUBLIC', [bob]);
    expect(await counted(bob)).toBe(1);
    await world.changePrivacy(ada, true);
    expect([await world.told(bob), await counted(bob)]).toEqual([[], 0]);
    await world.follow(bob, ada);
    expect(await counted(bob)).toBe(1);
    await world.unfollow(bob, ada);
    await world.changePrivacy(ada, false);
    expect(await counted(bob)).toBe(1);
  });

  test('is one row to read, however many come', async () => {
    const [ada] = await people(1);
    const postId = await world.post(ada);
    await world.follow(await world.person(), ada);
    expect(await counted(ada)).toBe(1);
    for (let n = 0; n < 3; n += 1) {
      await world.follow(await world.person(), ada);
      await world.react(await world.person(), { subjectId: postId, postId, subjectAuthorId: ada });
      await world.comment(postId, { authorId: await world.person(), postAuthorId: ada });
    }
    const asked = await world.statements.record(() =>
      world.entities('Viewer', [ada.replace('user', 'viewer')], 'unreadNotificationCount', ada),
    );
    expect(asked.statements).toHaveLength(1);
    expect(await counted(ada)).toBe(1 + 3 + 1 + 3);
  });
});
