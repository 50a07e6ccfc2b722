import { PostDeleted, ProfileChanged } from '@ursa/events/contracts';
import type { GroupId, PostId, UserId } from '@ursa/ids';
import type { AnswerEntities } from '@ursa/testkit/subgraph';
import { asker, startTestSubgraph, toldPeople } from '@ursa/testkit/subgraph';
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
  const { ask, ...asking } = asker(subgraph);
  let groupsFounded = 0;

  /** Runs a mutation on `input` and answers its payload. */
  const mutate = (name: string, input: object, viewer: UserId | null, selection = `group { ${fields} }`) =>
    asking.mutate(name, input, viewer, selection);

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
    return (await asking.entities(typename, [id], selection, viewer))[0];
  }

  return {
    ...subgraph,
    ...toldPeople(subgraph),
    peers,
    /** The stand-ins know nothing again. */
    reset: () => Object.assign(peers, { posts: nothing, profiles: nothing, media: nothing }),
    ask,
    mutate,
    act,
    refused,
    entity,
    goPrivate: (userId: UserId) =>
      receive(
        ProfileChanged.create(userId, { userId, username: 'hidden', displayName: 'Hidden', isPrivate: true }),
      ),
    postDeleted: (postId: PostId, authorId: UserId) =>
      receive(PostDeleted.create(postId, { postId, authorId })),

    async found(owner: UserId, privacy: Privacy = 'PUBLIC', input: object = {}): Promise<GroupId> {
      const handle = `group_${++groupsFounded}`;
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
