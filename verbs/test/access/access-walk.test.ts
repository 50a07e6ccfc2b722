import { newId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { send } from '../world/person.ts';
import { subscription } from '../world/push-subscription.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import type { Cast } from './cast.ts';
import { audiences, gather, mayMeet, maySee, roles } from './cast.ts';
import { exploredPosts, postsInFeed, showLessOfPerson, showLessOfPost, waysToFeedItem } from './feed-ways.ts';
import type { GroupCast } from './group-cast.ts';
import { gatherGroups } from './group-cast.ts';
import { waysToGroup } from './group-ways.ts';
import { waysToReact, waysToReaction } from './reaction-ways.ts';
import type { Target, WayIn } from './ways-in.ts';
import {
  waysToComment,
  waysToDraft,
  waysToNotification,
  waysToPost,
  waysToPushDevice,
  waysToSession,
  waysToUser,
} from './ways-in.ts';

let world: TestSupergraph;
let cast: Cast;
let groups: GroupCast;
beforeAll(async () => {
  world = await startTestSupergraph();
  cast = await gather(world);
  groups = await gatherGroups(world, cast);
}, 120_000);

const authors = ['ada', 'zoe'] as const;
const looker = (role: (typeof roles)[number]) => cast.lookers[role];

/** What a way answers, with the target's own marks taken out. */
async function seen(way: WayIn, role: (typeof roles)[number], target: Target): Promise<string> {
  const answer = JSON.stringify(await way.look(world, looker(role), target));
  return answer
    .replaceAll(target.id, '<id>')
    .replaceAll(target.username ?? '<username>', '<username>')
    .replaceAll(target.handle ?? '<handle>', '<handle>');
}

/** Every way to a hidden thing answers exactly as for one that never existed. */
async function expectNothing(
  ways: readonly WayIn[],
  role: (typeof roles)[number],
  hidden: Target,
  never: Target,
) {
  for (const way of ways) {
    expect(await seen(way, role, hidden), `${way.name} as ${role}`).toBe(await seen(way, role, never));
  }
}

/** The first way, the one people take, does tell a thing that may be seen from one that never existed. */
async function expectSomething(
  ways: readonly WayIn[],
  role: (typeof roles)[number],
  shown: Target,
  never: Target,
) {
  const [way] = ways as [WayIn];
  expect(await seen(way, role, shown), `${way.name} as ${role}`).not.toBe(await seen(way, role, never));
}

describe.each(roles)('%s', (role) => {
  test.each(authors)('meets %s or nobody', async (name) => {
    const { id, username } = cast[name].person;
    const never = { id: newId('user'), username: 'never_existed_0' };
    if (mayMeet(role)) await expectSomething(waysToUser, role, { id, username }, never);
    else await expectNothing(waysToUser, role, { id, username }, never);
  });

  test.each(authors.flatMap((name) => audiences.map((audience) => [name, audience] as const)))(
    "sees %s's %s post, or nothing",
    async (name, audience) => {
      const { postId, commentId } = cast[name].posts[audience];
      const neverPost = { id: newId('post') };
      const neverComment = { id: newId('comment') };
      if (maySee(role, cast[name], audience)) {
        await expectSomething(waysToPost, role, { id: postId }, neverPost);
        await expectSomething(waysToComment(postId), role, { id: commentId }, neverComment);
        return;
      }
      await expectNothing(waysToPost, role, { id: postId }, neverPost);
      await expectNothing(waysToComment(postId), role, { id: commentId }, neverComment);
      await expectNothing(waysToComment(cast.host.postId), role, { id: commentId }, neverComment);
    },
  );

  test("lists and counts exactly what may be seen of an author's posts", async () => {
    for (const name of authors) {
      const { person, posts } = cast[name];
      const expected = audiences
        .filter((audience) => maySee(role, cast[name], audience))
        .map((a) => posts[a].postId);
      const query =
        'query ($username: String!) { user(username: $username) { posts { totalCount nodes { id } } } }';
      const { data } = await ask(role, query, { username: person.username });
      if (!mayMeet(role)) expect(data.user).toBeNull();
      else {
        expect(data.user.posts.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(expected.sort());
        expect(data.user.posts.totalCount).toBe(expected.length);
      }
    }
  });

  test.each(authors.flatMap((name) => audiences.map((audience) => [name, audience] as const)))(
    "sees the reactions to %s's %s post and its comment, or nothing",
    async (name, audience) => {
      const { postId, commentId, reactionId } = cast[name].posts[audience];
      const seeing = maySee(role, cast[name], audience) ? expectSomething : expectNothing;
      await seeing(waysToReact('Post'), role, { id: postId }, { id: newId('post') });
      await seeing(waysToReact('Comment'), role, { id: commentId }, { id: newId('comment') });
      await seeing(waysToReaction, role, { id: reactionId }, { id: newId('reaction') });
    },
  );

  test("finds a hidden person's reaction in no list or count of somebody else's post", async () => {
    const query = `query ($id: ID!) { post(id: $id) { reactionCount reactionCounts { kind count }
      reactions(first: 100) { totalCount nodes { id reactor { id } } } } }`;
    const { post } = (await ask(role, query, { id: cast.host.postId })).data;
    const expected = mayMeet(role) ? [cast.ada.person.id, cast.zoe.person.id] : [];
    const reactors = post.reactions.nodes.map(({ reactor }: { reactor: { id: string } }) => reactor.id);
    expect(reactors.sort()).toEqual(expected.sort());
    expect([post.reactionCount, post.reactions.totalCount]).toEqual([expected.length, expected.length]);
    expect(post.reactionCounts).toEqual(mayMeet(role) ? [{ kind: 'LOVE', count: 2 }] : []);
    for (const id of Object.values(cast.host.reactionOf)) {
      const seeing = mayMeet(role) ? expectSomething : expectNothing;
      await seeing(waysToReaction, role, { id }, { id: newId('reaction') });
    }
  });

  test("finds a hidden person's comment in no list or count of somebody else's post", async () => {
    const query =
      'query ($id: ID!) { post(id: $id) { commentCount comments { totalCount nodes { id author { id } } } } }';
    const { post } = (await ask(role, query, { id: cast.host.postId })).data;
    const expected = mayMeet(role) ? [cast.host.commentOf.ada, cast.host.commentOf.zoe] : [];
    expect(post.comments.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(expected.sort());
    expect([post.commentCount, post.comments.totalCount]).toEqual([expected.length, expected.length]);
    for (const id of Object.values(cast.host.commentOf)) {
      if (mayMeet(role))
        await expectSomething(waysToComment(cast.host.postId), role, { id }, { id: newId('comment') });
      else await expectNothing(waysToComment(cast.host.postId), role, { id }, { id: newId('comment') });
    }
  });

  test("finds a hidden person in no list or count of somebody else's people", async () => {
    const fields =
      'followerCount followingCount followers { totalCount nodes { id } } following { totalCount nodes { id } }';
    const { username } = cast.host.person;
    const query = `query ($username: String!) { user(username: $username) { ${fields} } }`;
    const { user } = (await ask(role, query, { username })).data;
    const expected = mayMeet(role) ? [cast.ada.person.id, cast.zoe.person.id].sort() : [];
    const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id).sort();
    expect([ids(user.followers), ids(user.following)]).toEqual([expected, expected]);
    const counts = [
      user.followerCount,
      user.followingCount,
      user.followers.totalCount,
      user.following.totalCount,
    ];
    expect(counts).toEqual(counts.map(() => expected.length));
  });

  test('is told of what may be seen, and of nothing else', async () => {
    if (role === 'nobody') return;
    const query = `{ viewer { unreadNotificationCount notifications(first: 100) { nodes { subject { id } } } } }`;
    const { viewer } = (await ask(role, query)).data;
    const told = viewer.notifications.nodes
      .map(({ subject }: { subject: { id: string } }) => subject?.id)
      .sort();
    const expected = authors.flatMap((name) =>
      audiences
        .filter((audience) => maySee(role, cast[name], audience))
        .flatMap((audience) => [cast[name].posts[audience].postId, cast[name].posts[audience].commentId]),
    );
    expect(told).toEqual(expected.sort());
    expect(viewer.unreadNotificationCount).toBe(expected.length);
  });

  test('finds no secret group, and nothing of what is in a private one', async () => {
    const ways = waysToGroup({ userId: cast.host.person.id, postId: cast.host.postId });
    const never = { id: newId('group'), handle: 'never_existed_0' };
    await expectNothing(ways, role, groups.secret, never);
    await expectSomething(ways, role, groups.private, never);

    const query = `query ($id: ID!, $host: String!) {
      group(id: $id) { viewerCanRead members { nodes { id } } joinRequests { nodes { id } } invitations { nodes { id } } }
      user(username: $host) { groups { nodes { id } } } }`;
    const { id } = groups.private;
    const { data } = await ask(role, query, { id, host: cast.host.person.username });
    expect(data).toEqual({
      group: { viewerCanRead: false, members: null, joinRequests: null, invitations: null },
      user: { groups: { nodes: [] } },
    });
  });

  test('finds in the feed, and explores, nothing but what may be seen', async () => {
    const hidden = new Set<string>();
    const shown: string[] = [];
    for (const name of authors)
      for (const audience of audiences) {
        const { postId } = cast[name].posts[audience];
        if (maySee(role, cast[name], audience)) shown.push(postId);
        else hidden.add(postId);
      }
    const inFeed = await postsInFeed(world, looker(role));
    const explored = await exploredPosts(world, looker(role));
    expect([...inFeed, ...explored].filter((id) => hidden.has(id))).toEqual([]);
    if (role === 'follower') expect(shown.filter((id) => inFeed.has(id))).toEqual(shown);
    if (mayMeet(role)) expect(explored).toContain(cast.ada.posts.PUBLIC.postId);
  });

  test("cannot show less of what is hidden, and reaches nobody else's feed", async () => {
    for (const name of authors) {
      if (!mayMeet(role))
        await expectNothing([showLessOfPerson], role, { id: cast[name].person.id }, { id: newId('user') });
      for (const audience of audiences) {
        if (maySee(role, cast[name], audience)) continue;
        const { postId } = cast[name].posts[audience];
        await expectNothing([showLessOfPost], role, { id: postId }, { id: newId('post') });
      }
    }
    const { viewer } = (await cast.host.person.ask('{ viewer { feed { nodes { id reason } } } }')).data;
    const own = viewer.feed.nodes.find(({ reason }: { reason: string }) => reason === 'OWN');
    await expectNothing(waysToFeedItem, role, { id: own.id }, { id: newId('feeditem') });
  });

  test('finds no post of a secret or private group, nor what is said about it', async () => {
    for (const { postId, commentId } of [groups.secret, groups.private]) {
      await expectNothing(waysToPost, role, { id: postId }, { id: newId('post') });
      await expectNothing(waysToComment(postId), role, { id: commentId }, { id: newId('comment') });
    }
  });

  test("reaches nobody else's notifications, devices and sessions", async () => {
    const query = '{ viewer { sessions { nodes { id } } notifications(first: 1) { nodes { id } } } }';
    const { viewer } = (await cast.host.person.ask(query)).data;
    const session = { id: viewer.sessions.nodes[0].id };
    const notification = { id: viewer.notifications.nodes[0].id };
    const { pushDevice } = await cast.host.person.act(
      'registerPushDevice',
      subscription(),
      'pushDevice { id }',
    );
    await expectNothing(waysToPushDevice, role, { id: pushDevice.id }, { id: newId('pushdevice') });
    await expectNothing(waysToSession, role, session, { id: newId('session') });
    await expectNothing(waysToNotification, role, notification, { id: newId('notification') });
  });

  test("reaches nobody else's drafts and bookmarks", async () => {
    const { person, postId } = cast.host;
    const { draft } = await person.act('saveDraft', { body: 'Not yet' }, 'draft { id }');
    await expectNothing(waysToDraft, role, { id: draft.id }, { id: newId('draft') });
    await person.act('bookmarkPost', { postId });
    const viewer = { __typename: 'Viewer', id: person.id.replace(/^user_/, 'viewer_') };
    const selection =
      'bookmarks { nodes { id } } drafts { totalCount nodes { id } } followedTags { nodes { id } }';
    const look = async (id: string) => {
      const asked = looker(role)?.id as `user_${string}` | undefined;
      const passport = world.passports.issue({
        audience: 'posts',
        viewer: asked ?? null,
        session: null,
        address: null,
      });
      const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Viewer { ${selection} } } }`;
      const variables = { of: [{ ...viewer, id }] };
      return world.subgraphs.get('posts')?.execute({ query, variables, passport, requestId: 'walk' });
    };
    expect(await look(viewer.id)).toEqual(await look(newId('viewer')));
  });
});

test('a post of a secret group is there for its members, and for nobody else', async () => {
  const { postId: id } = groups.secret;
  const [way] = waysToPost as [WayIn];
  for (const [person, sees] of [
    [groups.member, true],
    [groups.invited, false],
  ] as const) {
    const shown = JSON.stringify(await way.look(world, person, { id }));
    expect(shown.includes('To all of you')).toBe(sees);
  }
});

test('a secret group is there for its members, and for those invited', async () => {
  const ways = waysToGroup({ userId: cast.host.person.id, postId: cast.host.postId });
  const never = { id: newId('group'), handle: 'never_existed_0' };
  for (const person of [groups.member, groups.invited]) {
    for (const way of ways.slice(0, 5)) {
      const [shown, nothing] = await Promise.all([
        way.look(world, person, groups.secret),
        way.look(world, person, never),
      ]);
      expect(JSON.stringify(shown), way.name).toContain(groups.secret.id);
      expect(JSON.stringify(nothing), way.name).not.toContain(never.id);
    }
  }
});

function ask(role: (typeof roles)[number], query: string, variables: object = {}) {
  return send(world.url, query, variables, looker(role)?.token);
}
