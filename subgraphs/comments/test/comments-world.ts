import { PostCreated, PostDeleted, PostEdited } from '@ursa/events/contracts';
import type { CommentId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { AnswerEntities, TestOperation } from '@ursa/testkit/subgraph';
import { asker, startTestSubgraph, toldPeople } from '@ursa/testkit/subgraph';
import { comments } from '../src/subgraph.ts';

export type CommentsWorld = Awaited<ReturnType<typeof commentsWorld>>;

export const fields =
  'id body author { id } post { id } parent { id } depth replyCount editedAt viewerCanEdit viewerCanDelete';

export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';

/** What a peer says when a test says nothing: there is no such thing, or none for this viewer. */
const nothing: AnswerEntities = ({ representations }) => representations.map(() => null);

/** A peer that is away. */
export const away: AnswerEntities = () => {
  throw new Error('away');
};

/** A running comments subgraph, people and posts in its projections, and stand-ins for the owners of both. */
export async function commentsWorld() {
  const peers = { posts: nothing, profiles: nothing };
  const subgraph = await startTestSubgraph(comments, {
    peers: { posts: (question) => peers.posts(question), profiles: (question) => peers.profiles(question) },
  });
  const { receive } = subgraph;
  const { ask, entities, mutate } = asker(subgraph);

  return {
    ...subgraph,
    ...toldPeople(subgraph),
    peers,
    ask,
    entities,
    /** The stand-ins know nothing again. */
    reset: () => Object.assign(peers, { posts: nothing, profiles: nothing }),

    async post(authorId: UserId, visibility: Visibility = 'PUBLIC'): Promise<PostId> {
      const postId = newId('post');
      await receive(PostCreated.create(postId, { postId, authorId, visibility, mentionedIds: [] }));
      return postId;
    },
    /** A post whose author lets only some people comment on it. */
    async postWithRule(
      authorId: UserId,
      replyPolicy: 'EVERYONE' | 'FOLLOWED' | 'MENTIONED',
      ...allMentionedIds: UserId[]
    ): Promise<PostId> {
      const postId = newId('post');
      const rule = { replyPolicy, allMentionedIds };
      await receive(
        PostCreated.create(postId, { postId, authorId, visibility: 'PUBLIC', mentionedIds: [], ...rule }),
      );
      return postId;
    },
    narrow: (postId: PostId, authorId: UserId, visibility: Visibility) =>
      receive(PostEdited.create(postId, { postId, authorId, visibility, mentionedIds: [] })),
    deletePost: (postId: PostId, authorId: UserId) =>
      receive(PostDeleted.create(postId, { postId, authorId })),

    /** Runs a mutation on `input` and answers its payload. */
    mutate: (name: string, input: object, viewer: UserId | null, selection = `comment { ${fields} }`) =>
      mutate(name, input, viewer, selection),
    async add(
      viewer: UserId,
      postId: PostId,
      body = 'Hello',
      parentId: CommentId | null = null,
    ): Promise<CommentId> {
      const { comment, errors } = await this.mutate('addComment', { postId, body, parentId }, viewer);
      if (!comment) throw new Error(`addComment: ${JSON.stringify(errors)}`);
      return comment.id;
    },
    remove: (viewer: UserId | null, commentId: CommentId) => remove(viewer, commentId),

    comment: async (id: CommentId, viewer: UserId | null) =>
      (await ask(`query ($id: ID!) { comment(id: $id) { ${fields} } }`, { id }, viewer)).comment,
    /** Post.comments and Post.commentCount. */
    commentsOf: async (postId: PostId, viewer: UserId | null, args = '(first: 20)', node = 'id') =>
      (await entities('Post', [postId], `commentCount comments${args} { ${page(node)} }`, viewer))[0],
    /** Comment.replies and Comment.replyCount. */
    repliesOf: async (id: CommentId, viewer: UserId | null, args = '(first: 20)', node = 'id') =>
      (await entities('Comment', [id], `replyCount replies${args} { ${page(node)} }`, viewer))[0],
    watch: (postId: string, viewer: UserId | null, after?: string) =>
      watch(subgraph, 'commentAdded', { postId, after: after ?? null }, viewer),
    watchChanges: (postId: string, viewer: UserId | null, after: string) =>
      watch(subgraph, 'commentChanged', { postId, after }, viewer),
    /** The events of one thread, oldest first. */
    async eventsOf(postId: PostId) {
      return (await subgraph.emitted()).filter(({ aggregate }) => aggregate === postId);
    },
  };

  function remove(viewer: UserId | null, commentId: CommentId) {
    const selection = 'comment { id body author { id } } deletedCommentId';
    return mutate('deleteComment', { commentId }, viewer, selection);
  }
}

const page = (node: string) =>
  `totalCount liveCursor nodes { ${node} } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;

type Subscribe = Awaited<ReturnType<typeof startTestSubgraph>>['subscribe'];

const streams = {
  commentAdded: `cursor comment { ${fields} }`,
  commentChanged: `cursor commentId comment { ${fields} }`,
};

/** A viewer's stream of a thread; `next` answers an event, the code it ended with, or `ended`. */
function watch(
  { subscribe }: { subscribe: Subscribe },
  field: keyof typeof streams,
  variables: object,
  viewer: UserId | null,
) {
  const query = `subscription ($postId: ID!, $after: String) {
    ${field}(postId: $postId, after: $after) { ${streams[field]} } }`;
  const operation: TestOperation = { query, variables: { ...variables }, viewer };
  const stream = subscribe(operation);
  return {
    async next() {
      const { done, value } = await stream.next();
      if (done) return 'ended';
      // biome-ignore lint/suspicious/noExplicitAny: the event as selected
      return value.errors?.[0]?.extensions?.['code'] ?? (value.data as any)[field];
    },
    stop: () => stream.return?.(),
  };
}

/** The ids in a connection. */
export const idsIn = ({ nodes }: { nodes: { id: CommentId }[] }) => nodes.map(({ id }) => id);
