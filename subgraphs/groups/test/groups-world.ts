import {
  PostDeleted,
  ProfileChanged,
  ProfileCreated,
  UserBlocked,
  UserFollowed,
} from '@ursa/events/contracts';
import type { GroupId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { AnswerEntities } from '@ursa/testkit/subgraph';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { groups } from '../src/subgraph.ts';

export type GroupsWorld = Awaited<ReturnType<typeof groupsWorld>>;
export type Privacy = 'PUBLIC' | 'PRIVATE' | 'SECRET';
export type Role = 'OWNER' | 'ADMIN' | 'MODERATOR' | 'MEMBER';

export const fields = `id handle name description rules privacy avatar { id } createdAt memberCount viewerRole
  viewerCanRead viewerCanPost viewerCanModerate viewerHasRequestedToJoin viewerIsInvited pinnedPosts { id }
  members { totalCount nodes { id } edges { role node { id } } }
  joinRequests { totalCount nodes { id } } invitations { nodes { id } edges { invitedBy { id } } }
  bans { nodes { id } edges { bannedBy { id } } }`;

/** What a peer says when a test says nothing: there is no such thing, or none for this viewer. */
const nothing: AnswerEntities = ({ representations }) => representations.map(() => null);

/** A running groups subgraph, people in its projection, and stand-ins for those it asks. */
export async function groupsWorld({ events = true } = {}) {
  const peers = { posts: nothing, profiles: nothing, media: nothing };
  const subgraph = await startTestSubgraph(groups, {
    events,
    peers: {
      posts: (question) => peers.posts(question),
      profiles: (question) => peers.profiles(question),
      media: (question) => peers.media(question),
    },
  });
  const { receive } = subgraph;
  let names = 0;

  /** What an operation answers: its data, or the codes of what went wrong with the request. */
  async function ask(query: string, variables: object, viewer: UserId | null) {
    const { data, errors } = await subgraph.execute({ query, variables: { ...variables }, viewer });
    if (errors) return { codes: errors.map(({ extensions }) => extensions?.['code']) };
    // biome-ignore lint/suspicious/noExplicitAny: whatever the query selected
    return data as any;
  }

  /** Runs a mutation on `input` and answers its payload. */
  async function mutate(
    name: string,
    input: object,
    viewer: UserId | null,
    selection = `group { ${fields} }`,
  ) {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} errors { __typename message path } } }`;
    const data = await ask(query, { input }, viewer);
    return data[name] ?? data;
  }

  /** A mutation that must work. */
  async function act(name: string, input: object, viewer: UserId) {
    const { group, errors, codes } = await mutate(name, input, viewer);
    if (codes || errors.length > 0) throw new Error(`${name}: ${JSON.stringify(errors ?? codes)}`);
    return group;
  }

  /** A mutation that must not: the types and places of its errors. */
  async function refused(name: string, input: object, viewer: UserId): Promise<string[]> {
    const { group, errors } = await mutate(name, input, viewer);
    if (group !== null) throw new Error(`${name} was not refused.`);
    return errors.map(({ __typename, path }: { __typename: string; path: string[] }) =>
      [__typename, ...path].join(' '),
    );
  }

  /** Fields of an entity, reached as the router reaches it. */
  async function entity(typename: string, id: string, selection: string, viewer: UserId | null) {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`;
    const { _entities, codes } = await ask(query, { of: [{ __typename: typename, id }] }, viewer);
    return codes ? { codes } : _entities[0];
  }

  return {
    ...subgraph,
    peers,
    /** The stand-ins know nothing again. */
    reset: () => Object.assign(peers, { posts: nothing, profiles: nothing, media: nothing }),
    ask,
    mutate,
    act,
    refused,
    entity,
    async person({ isPrivate = false } = {}): Promise<UserId> {
      const userId = newId('user');
      const username = `person_${++names}`;
      await receive(ProfileCreated.create(userId, { userId, username, displayName: username, isPrivate }));
      return userId;
    },
    goPrivate: (userId: UserId) =>
      receive(
        ProfileChanged.create(userId, { userId, username: 'hidden', displayName: 'Hidden', isPrivate: true }),
      ),
    follow: (followerId: UserId, followedId: UserId) =>
      receive(UserFollowed.create(followerId, { followerId, followedId, approved: true })),
    block: (blockerId: UserId, blockedId: UserId) =>
      receive(UserBlocked.create(blockerId, { blockerId, blockedId })),
    postDeleted: (postId: PostId, authorId: UserId) =>
      receive(PostDeleted.create(postId, { postId, authorId })),

    async found(owner: UserId, privacy: Privacy = 'PUBLIC', input: object = {}): Promise<GroupId> {
      const handle = `group_${++names}`;
      return (await act('createGroup', { handle, name: 'A group', privacy, ...input }, owner)).id;
    },
    /** Makes somebody a member, whatever the group's privacy. */
    async join(groupId: GroupId, owner: UserId, userId: UserId, role: Role = 'MEMBER') {
      await act('inviteToGroup', { groupId, userId }, owner);
      await act('answerGroupInvitation', { groupId, accept: true }, userId);
      if (role !== 'MEMBER') await act('setGroupRole', { groupId, userId, role }, owner);
    },
    group: async (id: string, viewer: UserId | null, selection = fields) =>
      (await ask(`query ($id: ID!) { group(id: $id) { ${selection} } }`, { id }, viewer)).group,
    /** The events of one group, oldest first. */
    async eventsOf(groupId: GroupId) {
      return (await subgraph.emitted()).filter(({ aggregate }) => aggregate === groupId);
    },
  };
}

/** The names of events and what they say beside the group. */
export const told = (events: readonly { type: string; payload: unknown }[]) =>
  events.map(({ type, payload }) => {
    const { groupId: _, ...rest } = payload as Record<string, unknown>;
    return [type, rest];
  });
