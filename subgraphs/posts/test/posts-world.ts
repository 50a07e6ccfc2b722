import { ProfileCreated, UserBlocked, UserFollowed } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { PeerQuestion } from '@ursa/testkit/subgraph';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { posts } from '../src/subgraph.ts';

export const fields =
  'id body visibility editedAt viewerCanEdit author { id } revisions { totalCount nodes { body } }';

/** A running posts subgraph, people in its projection, and profiles as a stand-in that knows what the test says. */
export async function postsWorld() {
  const questions: PeerQuestion[] = [];
  const answers: ((question: PeerQuestion) => (object | null)[] | undefined)[] = [];
  const subgraph = await startTestSubgraph(posts, {
    peers: {
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
