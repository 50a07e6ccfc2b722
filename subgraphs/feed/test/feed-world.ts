import type { EventEnvelope } from '@ursa/events';
import {
  CommentAdded,
  GroupChanged,
  GroupCreated,
  GroupMemberJoined,
  GroupMemberLeft,
  PostCreated,
  PostDeleted,
  PostEdited,
  PostReposted,
  ProfileChanged,
  Reacted,
  ReactionRemoved,
  RepostUndone,
} from '@ursa/events/contracts';
import type { GroupId, PostId, UserId } from '@ursa/ids';
import { newId, retype } from '@ursa/ids';
import { createInbox } from '@ursa/outbox';
import { createLog } from '@ursa/telemetry';
import type { TestPeer } from '@ursa/testkit/subgraph';
import { asker, startTestSubgraph, toldPeople } from '@ursa/testkit/subgraph';
import { expect } from 'vitest';
import { feed } from '../src/subgraph.ts';

export type FeedWorld = Awaited<ReturnType<typeof feedWorld>>;
export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';
export type Privacy = 'PUBLIC' | 'PRIVATE' | 'SECRET';

export const fields = 'id reason addedAt post { id } repostedBy { id }';
const viewerFeed = 'viewer { id feed { unreadCount } }';

interface Published {
  visibility?: Visibility;
  groupId?: GroupId;
  tags?: string[];
}

/** A running feed subgraph, and what happens elsewhere: each doing hands it the event it would get. */
export async function feedWorld(environment: Record<string, string> = {}) {
  const owners: { posts: TestPeer; profiles: TestPeer } = {
    posts: ({ representations }) => representations.map(() => null),
    profiles: ({ representations }) => representations.map(() => null),
  };
  const subgraph = await startTestSubgraph(feed, {
    environment: { FEED_LIVE_INTERVAL_MS: '50', FEED_EXPLORE_RANK_MS: '1', ...environment },
    peers: {
      posts: (question) => (owners.posts as (q: typeof question) => (object | null)[])(question),
      profiles: (question) => (owners.profiles as (q: typeof question) => (object | null)[])(question),
      groups: ({ representations }) => representations.map(() => null),
    },
  });
  const { receive } = subgraph;
  const { ask, mutate } = asker(subgraph);

  /** Fields of one entity, reached as the router reaches it. */
  async function entity(key: { __typename: string }, selection: string, viewer: UserId | null) {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${key.__typename} { ${selection} } } }`;
    const { _entities, codes } = await ask(query, { of: [key] }, viewer);
    return codes ? { codes } : _entities[0];
  }

  return {
    ...subgraph,
    ...toldPeople(subgraph),
    /** An event as it comes in, with the sequence it was given. */
    async late(event: EventEnvelope) {
      const inbox = createInbox({
        database: subgraph.database,
        consumes: feed.consumes ?? [],
        log: createLog({ name: 'feed', level: 'silent' }),
      });
      expect(await inbox.handle(event, { redelivered: false })).toBe('handled');
    },
    ask,
    entity,
    /** What posts says of each id it is asked about, from now on. */
    postsSays(answer: TestPeer) {
      owners.posts = answer;
    },

    /** Somebody who read their feed once: from now on they are pushed to. */
    async reader(): Promise<UserId> {
      const userId = await this.person();
      await this.feedOf(userId);
      return userId;
    },
    changePrivacy: (userId: UserId, isPrivate: boolean) =>
      receive(ProfileChanged.create(userId, { userId, username: userId, displayName: 'x', isPrivate })),

    async group(privacy: Privacy = 'PUBLIC'): Promise<GroupId> {
      const groupId = newId('group');
      await receive(GroupCreated.create(groupId, groupState(groupId, privacy)));
      return groupId;
    },
    changeGroup: (groupId: GroupId, privacy: Privacy) =>
      receive(GroupChanged.create(groupId, groupState(groupId, privacy))),
    join: (userId: UserId, groupId: GroupId) =>
      receive(GroupMemberJoined.create(groupId, { groupId, userId, role: 'MEMBER' })),
    leave: (userId: UserId, groupId: GroupId) =>
      receive(GroupMemberLeft.create(groupId, { groupId, userId, banned: false })),

    async post(authorId: UserId, published: Published = {}): Promise<PostId> {
      const postId = newId('post');
      await receive(PostCreated.create(postId, state(postId, authorId, published)));
      return postId;
    },
    editPost: (postId: PostId, authorId: UserId, published: Published) =>
      receive(PostEdited.create(postId, state(postId, authorId, published))),
    deletePost: (postId: PostId, authorId: UserId) =>
      receive(PostDeleted.create(postId, { postId, authorId })),
    repost: (reposterId: UserId, postId: PostId) =>
      receive(PostReposted.create(reposterId, { postId, postAuthorId: newId('user'), reposterId })),
    undoRepost: (reposterId: UserId, postId: PostId) =>
      receive(RepostUndone.create(reposterId, { postId, postAuthorId: newId('user'), reposterId })),
    react: (postId: PostId, reactorId: UserId) =>
      receive(Reacted.create(postId, { ...reaction(postId, reactorId), previousKind: null })),
    unreact: (postId: PostId, reactorId: UserId) =>
      receive(ReactionRemoved.create(postId, reaction(postId, reactorId))),
    comment: (postId: PostId, authorId: UserId) =>
      receive(
        CommentAdded.create(postId, {
          ...{ postId, authorId, postAuthorId: newId('user'), commentId: newId('comment') },
          ...{ parentId: null, parentAuthorId: null, mentionedIds: [] },
        }),
      ),

    /** Viewer.feed, as `viewer` sees that of `of`. */
    async feedOf(of: UserId, { viewer = of as UserId | null, args = '(first: 100)' } = {}) {
      const selection = `feed${args} { liveCursor unreadCount readUpTo nodes { ${fields} } edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
      const answer = await entity(
        { __typename: 'Viewer', id: retype(of, 'viewer') } as never,
        selection,
        viewer,
      );
      return answer.codes ? answer : answer.feed;
    },
    /** The posts that stand in somebody's feed, newest first. */
    async postsOf(of: UserId): Promise<PostId[]> {
      const { nodes } = await this.feedOf(of);
      return nodes.map(({ post }: { post: { id: PostId } }) => post.id);
    },
    feedItem: (id: string, viewer: UserId | null) =>
      entity({ __typename: 'FeedItem', id } as never, fields, viewer),
    async explore(viewer: UserId | null, args = '(first: 100)') {
      const data = await ask(
        `{ explore${args} { nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        {},
        viewer,
      );
      return data.explore ?? data;
    },
    async tagged(name: string, viewer: UserId | null, args = '(first: 100)') {
      const selection = `posts${args} { nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
      const answer = await entity({ __typename: 'Tag', name } as never, selection, viewer);
      return answer.posts ?? answer;
    },
    markRead: (viewer: UserId | null, upTo: string, more: object = {}) =>
      mutate('markFeedRead', { upTo, ...more }, viewer, viewerFeed),
    showLess: (viewer: UserId | null, input: object) => mutate('showLess', input, viewer, viewerFeed),
    watch: (viewer: UserId | null, after?: string) => watch(subgraph, { after: after ?? null }, viewer),
    /** A stream that stands where the viewer's feed stands now. */
    async watchFromNow(viewer: UserId) {
      return this.watch(viewer, (await this.feedOf(viewer)).liveCursor);
    },
  };
}

const state = (postId: PostId, authorId: UserId, published: Published) => ({
  ...{ postId, authorId, visibility: 'PUBLIC' as const, mentionedIds: [] },
  ...published,
});
const groupState = (groupId: GroupId, privacy: Privacy) => ({
  ...{ groupId, privacy, handle: 'bears', name: 'Bears', description: '' },
});
const reaction = (postId: PostId, reactorId: UserId) => ({
  ...{ subjectId: postId, postId, subjectAuthorId: newId('user'), reactorId, kind: 'LIKE' },
});

type Subscribe = Awaited<ReturnType<typeof startTestSubgraph>>['subscribe'];

/** A viewer's stream; `next` answers an event, the code it ended with, or `ended`. */
function watch(
  { subscribe }: { subscribe: Subscribe },
  variables: Record<string, unknown>,
  viewer: UserId | null,
) {
  const leaving = new AbortController();
  const query = `subscription ($after: String) {
    feedItemAdded(after: $after) { cursor newCount item { ${fields} } } }`;
  const stream = subscribe({ query, variables, viewer, signal: leaving.signal });
  return {
    async next() {
      const { done, value } = await stream.next();
      if (done) return 'ended';
      // biome-ignore lint/suspicious/noExplicitAny: the event as selected
      return value.errors?.[0]?.extensions?.['code'] ?? (value.data as any).feedItemAdded;
    },
    async stop() {
      leaving.abort();
      await stream.return?.();
    },
  };
}
