import {
  CommentAdded,
  CommentDeleted,
  PostCreated,
  PostDeleted,
  PostEdited,
  ProfileCreated,
  UserBlocked,
  UserFollowed,
  UserUnblocked,
} from '@ursa/events/contracts';
import type { CommentId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { AnswerEntities } from '@ursa/testkit/subgraph';
import { cacheIn, startTestSubgraph } from '@ursa/testkit/subgraph';
import { reactions } from '../src/subgraph.ts';

export type ReactionsWorld = Awaited<ReturnType<typeof reactionsWorld>>;
export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';
type SubjectId = PostId | CommentId;

/** What a peer says when a test says nothing: there is no such thing, or none for this viewer. */
const nothing: AnswerEntities = ({ representations }) => representations.map(() => null);

/** A peer that is away. */
export const away: AnswerEntities = () => {
  throw new Error('away');
};

/** What everybody may know of a subject's reactions. */
export const counted = 'reactionCount reactionCounts { kind count } viewerReaction';
const subjectFields = `subject { ... on Post { id ${counted} } ... on Comment { id ${counted} } }`;
const errors = 'errors { __typename message path }';

/** A running reactions subgraph, people, posts and comments in its projections, and stand-ins for their owners. */
export async function reactionsWorld(
  cache?: string,
  options: { events?: boolean; environment?: Record<string, string> } = {},
) {
  const peers = { posts: nothing, profiles: nothing, comments: nothing };
  const subgraph = await startTestSubgraph(reactions, {
    ...options,
    environment: { ...cacheIn(cache), ...options.environment },
    peers: {
      posts: (question) => peers.posts(question),
      profiles: (question) => peers.profiles(question),
      comments: (question) => peers.comments(question),
    },
  });
  const { receive } = subgraph;
  let names = 0;

  /** What an operation answers: its data, or the codes of what went wrong with the request. */
  async function ask(query: string, variables: object, viewer: UserId | null) {
    const { data, errors: told } = await subgraph.execute({ query, variables: { ...variables }, viewer });
    if (told) return { codes: told.map(({ extensions }) => extensions?.['code']) };
    // biome-ignore lint/suspicious/noExplicitAny: whatever the query selected
    return data as any;
  }

  /** Fields of entities, reached as the router reaches them. */
  async function entities(ids: readonly string[], selection: string, viewer: UserId | null) {
    const typeOf = (id: string) => (id.startsWith('post') ? 'Post' : 'Comment');
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Post { ${selection} } ... on Comment { ${selection} } } }`;
    const answer = await ask(query, { of: ids.map((id) => ({ __typename: typeOf(id), id })) }, viewer);
    return answer.codes ? [answer] : answer._entities;
  }

  return {
    ...subgraph,
    peers,
    ask,
    entities,
    /** The stand-ins know nothing again. */
    reset: () => Object.assign(peers, { posts: nothing, profiles: nothing, comments: nothing }),

    async person({ isPrivate = false } = {}): Promise<UserId> {
      const userId = newId('user');
      const username = `person_${++names}`;
      await receive(ProfileCreated.create(userId, { userId, username, displayName: username, isPrivate }));
      return userId;
    },
    people(count: number): Promise<UserId[]> {
      return Promise.all(Array.from({ length: count }, () => this.person()));
    },
    follow: (followerId: UserId, followedId: UserId) =>
      receive(UserFollowed.create(followerId, { followerId, followedId, approved: false })),
    block: (blockerId: UserId, blockedId: UserId) =>
      receive(UserBlocked.create(blockerId, { blockerId, blockedId })),
    unblock: (blockerId: UserId, blockedId: UserId) =>
      receive(UserUnblocked.create(blockerId, { blockerId, blockedId })),

    async post(authorId: UserId, visibility: Visibility = 'PUBLIC'): Promise<PostId> {
      const postId = newId('post');
      await receive(PostCreated.create(postId, { postId, authorId, visibility, mentionedIds: [] }));
      return postId;
    },
    narrow: (postId: PostId, authorId: UserId, visibility: Visibility) =>
      receive(PostEdited.create(postId, { postId, authorId, visibility, mentionedIds: [] })),
    deletePost: (postId: PostId, authorId: UserId) =>
      receive(PostDeleted.create(postId, { postId, authorId })),
    async comment(postId: PostId, authorId: UserId): Promise<CommentId> {
      const commentId = newId('comment');
      const post = { postId, postAuthorId: authorId, parentId: null, parentAuthorId: null };
      // Another owner's aggregate of the same name: the sequences of posts and of threads are apart.
      const event = CommentAdded.create(postId, { ...post, commentId, authorId, mentionedIds: [] });
      await receive(event);
      return commentId;
    },
    deleteComment: (commentId: CommentId, postId: PostId, authorId: UserId) =>
      receive(CommentDeleted.create(postId, { commentId, postId, authorId })),

    /** `react`, and its payload. */
    async react(viewer: UserId | null, subjectId: string, kind = 'LIKE', clientMutationId?: string) {
      const query = `mutation ($input: ReactInput!) { react(input: $input) {
        reaction { id kind reactor { id } createdAt } ${subjectFields} ${errors} } }`;
      const answer = await ask(query, { input: { subjectId, kind, clientMutationId } }, viewer);
      return answer.react ?? answer;
    },
    /** `unreact`, and its payload. */
    async unreact(viewer: UserId | null, subjectId: string, clientMutationId?: string) {
      const query = `mutation ($input: UnreactInput!) { unreact(input: $input) { ${subjectFields} ${errors} } }`;
      const answer = await ask(query, { input: { subjectId, clientMutationId } }, viewer);
      return answer.unreact ?? answer;
    },
    /** What a viewer may know of the reactions to a subject. */
    see: async (subjectId: SubjectId, viewer: UserId | null) =>
      (await entities([subjectId], counted, viewer))[0],
    /** Subject.reactions. */
    async list(subjectId: SubjectId, viewer: UserId | null, args = '(first: 20)') {
      const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount liveCursor';
      const fields = `reactions${args} { nodes { id kind reactor { id } } edges { cursor } ${page} }`;
      const [answer] = await entities([subjectId], fields, viewer);
      return answer.codes ? answer : answer.reactions;
    },
    reaction: async (id: string, viewer: UserId | null) =>
      (await ask('query ($id: ID!) { reaction(id: $id) { id kind } }', { id }, viewer)).reaction,
    watch: (subjectId: string, viewer: UserId | null, after?: string) =>
      watch(subgraph, { subjectId, after: after ?? null }, viewer),
    /** The events about one subject, oldest first. */
    async eventsOf(subjectId: SubjectId) {
      return (await subgraph.emitted()).filter(({ aggregate }) => aggregate === subjectId);
    },
  };
}

type Subscribe = Awaited<ReturnType<typeof startTestSubgraph>>['subscribe'];

/** A viewer's stream; `next` answers an event, the code it ended with, or `ended`. */
function watch({ subscribe }: { subscribe: Subscribe }, variables: object, viewer: UserId | null) {
  const query = `subscription ($subjectId: ID!, $after: String) {
    reactionsChanged(subjectId: $subjectId, after: $after) { cursor ${subjectFields} } }`;
  const stream = subscribe({ query, variables: { ...variables }, viewer });
  return {
    async next() {
      const { done, value } = await stream.next();
      if (done) return 'ended';
      // biome-ignore lint/suspicious/noExplicitAny: the event as selected
      return value.errors?.[0]?.extensions?.['code'] ?? (value.data as any).reactionsChanged;
    },
    stop: () => stream.return?.(),
  };
}

/** The one who reacted, by entry of a list. */
export const reactorsIn = ({ nodes }: { nodes: { reactor: { id: UserId } }[] }) =>
  nodes.map(({ reactor }) => reactor.id);
