import {
  GroupCreated,
  GroupMemberJoined,
  ProfileCreated,
  UserBlocked,
  UserFollowed,
} from '@ursa/events/contracts';
import type { GroupId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { AnswerEntities, PeerQuestion } from '@ursa/testkit/subgraph';
import { cacheIn, startTestSubgraph } from '@ursa/testkit/subgraph';
import { posts } from '../src/subgraph.ts';

export const fields =
  'id body visibility editedAt viewerCanEdit author { id } revisions { totalCount nodes { body } }';

const nothing: AnswerEntities = ({ representations }) => representations.map(() => null);

/**
 * A running posts subgraph, people in its projection, and profiles as a stand-in that knows what the test says.
 * @param options.cache where it caches; @default where the environment wants it
 */
export async function postsWorld(
  environment: Record<string, string> = {},
  { cache, events = true }: { cache?: string; events?: boolean } = {},
) {
  const questions: PeerQuestion[] = [];
  const answers: ((question: PeerQuestion) => (object | null)[] | undefined)[] = [];
  /** Who answers for groups and media; until a test says otherwise there are none. */
  const peers = { groups: nothing, media: nothing };
  const subgraph = await startTestSubgraph(posts, {
    environment: { ...cacheIn(cache), ...environment },
    events,
    peers: {
      groups: (question) => peers.groups(question),
      media: (question) => peers.media(question),
      profiles(question) {
        questions.push(question);
        return answers.at(-1)?.(question) ?? question.representations.map(() => null);
      },
    },
  });

  let names = 0;
  return {
    ...subgraph,
    questions,
    peers,
    /** What profiles answers from now on. */
    profilesSays: (answer: (question: PeerQuestion) => (object | null)[] | undefined) => answers.push(answer),
    async person({ isPrivate = false, username = `person_${++names}` } = {}): Promise<UserId> {
      const userId = newId('user');
      const profile = { userId, username, displayName: username, isPrivate };
      await subgraph.receive(ProfileCreated.create(userId, profile));
      return userId;
    },
    follow: (followerId: UserId, followedId: UserId) =>
      subgraph.receive(UserFollowed.create(followerId, { followerId, followedId, approved: false })),
    block: (blockerId: UserId, blockedId: UserId) =>
      subgraph.receive(UserBlocked.create(blockerId, { blockerId, blockedId })),
    /** A group with these members, in the projection and in what groups answers. */
    async group(privacy: 'PUBLIC' | 'PRIVATE' | 'SECRET', ...members: UserId[]): Promise<GroupId> {
      const groupId = newId('group');
      const { groups } = peers;
      await subgraph.receive(
        GroupCreated.create(groupId, { groupId, handle: 'group', name: 'Group', description: '', privacy }),
        ...members.map((userId) => GroupMemberJoined.create(groupId, { groupId, userId, role: 'MEMBER' })),
      );
      peers.groups = async (question) => {
        const { viewer, representations } = question;
        const others = await groups(question);
        const isMember = viewer !== null && members.includes(viewer);
        const open = isMember || privacy === 'PUBLIC';
        const group = {
          viewerCanRead: open,
          viewerCanPost: isMember,
          viewerCanModerate: viewer === members[0],
        };
        const shown = isMember || privacy !== 'SECRET' ? group : null;
        return representations.map(({ id }, at) => (id === groupId ? shown : (others[at] ?? null)));
      };
      return groupId;
    },
    /** Runs a mutation on `input` and answers its payload. */
    async mutate(name: string, input: object, viewer: UserId | null, selection = `post { ${fields} }`) {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
      const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} errors { __typename message path } } }`;
      const { data, errors } = await subgraph.execute({ query, variables: { input }, viewer });
      // biome-ignore lint/suspicious/noExplicitAny: a payload of whatever was selected
      return errors ? { requestErrors: errors } : (data?.[name] as any);
    },
    async publish(viewer: UserId, body = 'Hello', visibility = 'PUBLIC'): Promise<string> {
      return (await this.mutate('createPost', { body, visibility }, viewer)).post.id;
    },
    async post(id: string, viewer: UserId | null) {
      const query = `query ($id: ID!) { post(id: $id) { ${fields} } }`;
      const { data } = await subgraph.execute({ query, variables: { id }, viewer });
      // biome-ignore lint/suspicious/noExplicitAny: the post as selected
      return data?.['post'] as any;
    },
    /** Fields of entities, reached as the router reaches them; what went wrong is thrown. */
    async entities(typename: string, keys: readonly object[], selection: string, viewer: UserId | null) {
      const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`;
      const of = keys.map((key) => ({ __typename: typename, ...key }));
      const { data, errors } = await subgraph.execute({ query, variables: { of }, viewer });
      if (errors) throw new Error(errors.map(({ message }) => message).join());
      // biome-ignore lint/suspicious/noExplicitAny: the entities as selected
      return data?.['_entities'] as any[];
    },
    /** The page of User.posts, reached as the router reaches it. */
    async postsOf(authorId: string, viewer: UserId | null, args = '(first: 20)') {
      const query = `query ($users: [_Any!]!) {
        _entities(representations: $users) { ... on User { posts${args} {
          totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
        } } }
      }`;
      const users = [{ __typename: 'User', id: authorId }];
      const { data, errors } = await subgraph.execute({ query, variables: { users }, viewer });
      if (errors) return { requestErrors: errors };
      // biome-ignore lint/suspicious/noExplicitAny: the connection as selected
      return (data?.['_entities'] as any)?.[0].posts;
    },
  };
}
