import {
  CommentAdded,
  CommentDeleted,
  CommentEdited,
  FollowRequestClosed,
  FollowRequested,
  GroupChanged,
  GroupCreated,
  GroupInvitationClosed,
  GroupInvited,
  GroupJoinRequestClosed,
  GroupJoinRequested,
  GroupMemberJoined,
  GroupMemberLeft,
  GroupRoleChanged,
  PostCreated,
  PostDeleted,
  PostEdited,
  PostReposted,
  ProfileChanged,
  Reacted,
  ReactionRemoved,
  RepostUndone,
} from '@ursa/events/contracts';
import type { CommentId, GroupId, PostId, UserId } from '@ursa/ids';
import { newId, retype } from '@ursa/ids';
import { createLog } from '@ursa/telemetry';
import type { TestSubgraphOptions } from '@ursa/testkit/subgraph';
import { asker, startTestSubgraph, toldPeople } from '@ursa/testkit/subgraph';
import { notifications } from '../src/subgraph.ts';

export type NotificationsWorld = Awaited<ReturnType<typeof notificationsWorld>>;

export const fields =
  'id kind createdAt updatedAt readAt actorCount subject { __typename id } actors { totalCount nodes { id } edges { cursor } }';

export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';

interface Comment {
  authorId: UserId;
  postAuthorId: UserId;
  parentId?: CommentId;
  parentAuthorId?: UserId;
  mentionedIds?: UserId[];
}

/** A running notifications subgraph, and what happens elsewhere: each doing hands it the event it would get. */
export async function notificationsWorld(options: Pick<TestSubgraphOptions, 'environment' | 'peers'> = {}) {
  const logged: { event?: string; err?: { message: string } }[] = [];
  const stream = { write: (line: string) => logged.push(JSON.parse(line)) };
  const log = createLog({ name: 'notifications', level: 'warn', pretty: false, stream });
  const subgraph = await startTestSubgraph(notifications, { log, ...options });
  const { receive } = subgraph;
  const { ask, entities } = asker(subgraph);

  return {
    ...subgraph,
    ...toldPeople(subgraph),
    /** Its warnings and errors so far. */
    logged,
    ask,
    entities,

    askToFollow: (followerId: UserId, followedId: UserId) =>
      receive(FollowRequested.create(followerId, { followerId, followedId })),
    closeRequest: (followerId: UserId, followedId: UserId, accepted: boolean) =>
      receive(FollowRequestClosed.create(followerId, { followerId, followedId, accepted })),

    async post(
      authorId: UserId,
      visibility: Visibility = 'PUBLIC',
      mentionedIds: UserId[] = [],
    ): Promise<PostId> {
      const postId = newId('post');
      await receive(PostCreated.create(postId, { postId, authorId, visibility, mentionedIds }));
      return postId;
    },
    editPost: (postId: PostId, authorId: UserId, visibility: Visibility, mentionedIds: UserId[] = []) =>
      receive(PostEdited.create(postId, { postId, authorId, visibility, mentionedIds })),
    deletePost: (postId: PostId, authorId: UserId) =>
      receive(PostDeleted.create(postId, { postId, authorId })),
    async comment(postId: PostId, about: Comment): Promise<CommentId> {
      const event = commentAdded(postId, about);
      await receive(event);
      return event.payload.commentId;
    },
    editComment: (postId: PostId, commentId: CommentId, authorId: UserId, mentionedIds: UserId[]) =>
      receive(CommentEdited.create(postId, { postId, commentId, authorId, mentionedIds })),
    deleteComment: (postId: PostId, commentId: CommentId, authorId: UserId) =>
      receive(CommentDeleted.create(postId, { postId, commentId, authorId })),

    /** Somebody quotes a post. */
    async quote(authorId: UserId, quotedPostId: PostId, quotedAuthorId: UserId, mentionedIds: UserId[] = []) {
      const postId = newId('post');
      const quoted = { quotedPostId, quotedAuthorId };
      await receive(
        PostCreated.create(postId, { postId, authorId, visibility: 'PUBLIC', mentionedIds, ...quoted }),
      );
      return postId;
    },
    repost: (reposterId: UserId, postId: PostId, postAuthorId: UserId) =>
      receive(PostReposted.create(reposterId, { postId, postAuthorId, reposterId })),
    undoRepost: (reposterId: UserId, postId: PostId, postAuthorId: UserId) =>
      receive(RepostUndone.create(reposterId, { postId, postAuthorId, reposterId })),
    react: (reactorId: UserId, about: Reacting, previousKind: string | null = null) =>
      receive(reacted(reactorId, about, previousKind)),
    unreact: (reactorId: UserId, about: Reacting) =>
      receive(ReactionRemoved.create(about.subjectId, { kind: 'LIKE', reactorId, ...about })),

    async group(privacy: 'PUBLIC' | 'PRIVATE' | 'SECRET', ...members: UserId[]): Promise<GroupId> {
      const groupId = newId('group');
      await receive(GroupCreated.create(groupId, groupOf(groupId, privacy)));
      for (const userId of members) await this.joinGroup(groupId, userId);
      return groupId;
    },
    changeGroup: (groupId: GroupId, privacy: 'PUBLIC' | 'PRIVATE' | 'SECRET') =>
      receive(GroupChanged.create(groupId, groupOf(groupId, privacy))),
    joinGroup: (groupId: GroupId, userId: UserId) =>
      receive(GroupMemberJoined.create(groupId, { groupId, userId, role: 'MEMBER' })),
    leaveGroup: (groupId: GroupId, userId: UserId) =>
      receive(GroupMemberLeft.create(groupId, { groupId, userId, banned: false })),
    askToJoin: (groupId: GroupId, userId: UserId, moderatorIds: UserId[]) =>
      receive(GroupJoinRequested.create(groupId, { groupId, userId, moderatorIds })),
    answerToJoin: (groupId: GroupId, userId: UserId, accepted: boolean, answeredById: UserId | null) =>
      receive(GroupJoinRequestClosed.create(groupId, { groupId, userId, accepted, answeredById })),
    invite: (groupId: GroupId, userId: UserId, invitedById: UserId) =>
      receive(GroupInvited.create(groupId, { groupId, userId, invitedById })),
    closeInvitation: (groupId: GroupId, userId: UserId, accepted: boolean) =>
      receive(GroupInvitationClosed.create(groupId, { groupId, userId, accepted })),
    changeRole: (
      groupId: GroupId,
      userId: UserId,
      role: 'ADMIN' | 'MODERATOR' | 'MEMBER',
      changedById: UserId,
    ) => receive(GroupRoleChanged.create(groupId, { groupId, userId, role, changedById })),
    changePrivacy: (userId: UserId, isPrivate: boolean) =>
      receive(
        ProfileChanged.create(userId, { userId, username: 'changed', displayName: 'Changed', isPrivate }),
      ),

    /** What a mutation answers. */
    async act(viewer: UserId | null, name: string, selection: string, input: object) {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
      const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} errors { __typename message path } } }`;
      const data = await ask(query, { input }, viewer);
      return data[name] ?? data;
    },

    /** Viewer.notifications and Viewer.unreadNotificationCount, as `viewer` sees those of `of`. */
    async inbox(of: UserId, { viewer = of as UserId | null, args = '(first: 100)' } = {}) {
      const selection = `unreadNotificationCount notifications${args} {
        liveCursor nodes { ${fields} } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
      return (await entities('Viewer', [retype(of, 'viewer')], selection, viewer))[0];
    },
    /** What somebody's notifications say, latest first: kind, who, about what. */
    async told(of: UserId): Promise<[kind: string, actor: string, subject: string][]> {
      const { nodes } = (await this.inbox(of)).notifications;
      return nodes.map(({ kind, actors, subject }: Notification) => [kind, actors.nodes[0]?.id, subject.id]);
    },
    async mark(viewer: UserId | null, input: object) {
      const query = `mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) {
        viewer { id unreadNotificationCount } errors { __typename message path } } }`;
      const data = await ask(query, { input }, viewer);
      return data.markNotificationsRead ?? data;
    },
    watch: (viewer: UserId | null, after?: string) => watch(subgraph, { after: after ?? null }, viewer),
    /** A stream that stands where the viewer's notifications stand now. */
    async watchFromNow(viewer: UserId) {
      return this.watch(viewer, (await this.inbox(viewer)).notifications.liveCursor);
    },
  };
}

interface Notification {
  kind: string;
  actors: { nodes: { id: string }[] };
  subject: { id: string };
}

/** A comment's event; a comment of its own every time. */
export function commentAdded(postId: PostId, { mentionedIds = [], ...about }: Comment) {
  const thread = { commentId: newId('comment'), postId, parentId: null, parentAuthorId: null };
  return CommentAdded.create(postId, { ...thread, ...about, mentionedIds });
}

/** What is reacted to. */
interface Reacting {
  subjectId: PostId | CommentId;
  postId: PostId;
  subjectAuthorId: UserId;
}

/** A reaction's event. */
export function reacted(reactorId: UserId, about: Reacting, previousKind: string | null = null) {
  return Reacted.create(about.subjectId, { kind: 'LIKE', reactorId, previousKind, ...about });
}

const groupOf = (groupId: GroupId, privacy: 'PUBLIC' | 'PRIVATE' | 'SECRET') => ({
  groupId,
  handle: 'climbers',
  name: 'Climbers',
  description: '',
  privacy,
});

type Subscribe = Awaited<ReturnType<typeof startTestSubgraph>>['subscribe'];

/** A viewer's stream; `next` answers an event, the code it ended with, or `ended`. */
function watch(
  { subscribe }: { subscribe: Subscribe },
  variables: Record<string, unknown>,
  viewer: UserId | null,
) {
  const query = `subscription ($after: String) {
    notificationReceived(after: $after) { cursor notification { ${fields} } } }`;
  const stream = subscribe({ query, variables, viewer });
  return {
    async next() {
      const { done, value } = await stream.next();
      if (done) return 'ended';
      // biome-ignore lint/suspicious/noExplicitAny: the event as selected
      return value.errors?.[0]?.extensions?.['code'] ?? (value.data as any).notificationReceived;
    },
    stop: () => stream.return?.(),
  };
}
