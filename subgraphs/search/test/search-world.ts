import type { NewEvent } from '@ursa/events';
import {
  CommentAdded,
  CommentDeleted,
  CommentEdited,
  GroupChanged,
  GroupCreated,
  GroupMemberJoined,
  GroupMemberLeft,
  PostCreated,
  PostDeleted,
  PostEdited,
  ProfileChanged,
  ProfileCreated,
  Reacted,
  ReactionRemoved,
} from '@ursa/events/contracts';
import type { CommentId, GroupId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { asker, startTestSubgraph, toldPeople } from '@ursa/testkit/subgraph';
import { storedEntities, tagsOf } from '@ursa/text';
import { search } from '../src/subgraph.ts';

export type Visibility = 'PUBLIC' | 'FOLLOWERS' | 'PRIVATE';
export type Privacy = 'PUBLIC' | 'PRIVATE' | 'SECRET';

const result =
  '__typename ... on User { id } ... on Post { id } ... on Comment { id } ... on Group { id } ... on Tag { name }';
const operation = (selection: string) =>
  `query ($query: String!, $types: [SearchType!], $filter: SearchFilter, $first: Int, $after: String) {
    search(query: $query, types: $types, filter: $filter, first: $first, after: $after) { ${selection} } }`;

/** A running search subgraph, and the owners' events that fill it. */
export async function searchWorld() {
  const subgraph = await startTestSubgraph(search);
  const { receive } = subgraph;
  const { ask } = asker(subgraph);
  let names = 0;

  return {
    ...subgraph,
    ...toldPeople(subgraph),
    ask,
    /** `search` with a selection of its connection. */
    async searching(variables: object, viewer: UserId | null, selection: string) {
      const data = await ask(operation(selection), variables, viewer);
      return data.search ?? data;
    },
    /** What is found, best first: ids, and names of tags. */
    async found(query: string, viewer: UserId | null, more: object = {}): Promise<string[]> {
      const { nodes, codes } = await this.searching({ query, ...more }, viewer, `nodes { ${result} }`);
      if (codes) throw new Error(`search was refused: ${codes}`);
      return nodes.map(({ id, name }: { id?: string; name?: string }) => id ?? `#${name}`);
    },
    async suggested(prefix: string, viewer: UserId | null, first?: number): Promise<string[]> {
      const query = `query ($prefix: String!, $first: Int) { searchSuggestions(prefix: $prefix, first: $first) { ${result.replace(/ ... on (Post|Comment|Group) \{ id \}/g, '')} } }`;
      const { searchSuggestions, codes } = await ask(query, { prefix, first }, viewer);
      if (codes) return codes;
      return searchSuggestions.map(({ id, name }: { id?: string; name?: string }) => id ?? `#${name}`);
    },

    async person({
      isPrivate = false,
      username = `person_${++names}`,
      displayName = `Nobody ${names}`,
      bio = '',
    } = {}): Promise<UserId> {
      const userId = newId('user');
      await receive(ProfileCreated.create(userId, { userId, username, displayName, isPrivate, bio }));
      return userId;
    },
    change: (
      userId: UserId,
      profile: { username: string; displayName: string; isPrivate: boolean; bio?: string },
    ) => receive(ProfileChanged.create(userId, { userId, ...profile })),

    async post(authorId: UserId, body: string, more: PostDetails = {}): Promise<PostId> {
      const postId = newId('post');
      await receive(PostCreated.create(postId, postState(postId, authorId, body, more)));
      return postId;
    },
    editPost: (postId: PostId, authorId: UserId, body: string, more: PostDetails = {}) =>
      receive(PostEdited.create(postId, postState(postId, authorId, body, more))),
    deletePost: (postId: PostId, authorId: UserId) =>
      receive(PostDeleted.create(postId, { postId, authorId })),
    async comment(authorId: UserId, postId: PostId, body: string): Promise<CommentId> {
      const commentId = newId('comment');
      await receive(commentAdded(commentId, postId, authorId, body));
      return commentId;
    },
    editComment: (commentId: CommentId, postId: PostId, authorId: UserId, body: string) =>
      receive(CommentEdited.create(postId, { commentId, postId, authorId, mentionedIds: [], body })),
    deleteComment: (commentId: CommentId, postId: PostId, authorId: UserId) =>
      receive(CommentDeleted.create(postId, { commentId, postId, authorId })),
    react: (reactorId: UserId, subjectId: PostId) =>
      receive(Reacted.create(subjectId, { ...reaction(reactorId, subjectId), previousKind: null })),
    unreact: (reactorId: UserId, subjectId: PostId) =>
      receive(ReactionRemoved.create(subjectId, reaction(reactorId, subjectId))),

    async group(privacy: Privacy, name: string, handle = `group_${++names}`): Promise<GroupId> {
      const groupId = newId('group');
      await receive(GroupCreated.create(groupId, { groupId, handle, name, description: '', privacy }));
      return groupId;
    },
    changeGroup: (groupId: GroupId, privacy: Privacy, name: string) =>
      receive(GroupChanged.create(groupId, { groupId, handle: 'changed', name, description: '', privacy })),
    join: (groupId: GroupId, userId: UserId) =>
      receive(GroupMemberJoined.create(groupId, { groupId, userId, role: 'MEMBER' })),
    leave: (groupId: GroupId, userId: UserId) =>
      receive(GroupMemberLeft.create(groupId, { groupId, userId, banned: false })),
  };
}

export interface PostDetails {
  visibility?: Visibility;
  groupId?: GroupId | null;
  mediaIds?: `media_${string}`[];
}

/** A post's state as its owner tells it. */
export function postState(
  postId: PostId,
  authorId: UserId,
  body: string,
  { visibility = 'PUBLIC', groupId = null, mediaIds = [] }: PostDetails = {},
) {
  const tags = tagsOf(storedEntities(body, new Map()));
  return { postId, authorId, visibility, groupId, mediaIds, mentionedIds: [], body, tags };
}

export function commentAdded(commentId: CommentId, postId: PostId, authorId: UserId, body: string): NewEvent {
  const answered = { parentId: null, parentAuthorId: null, postAuthorId: authorId };
  return CommentAdded.create(postId, { commentId, postId, authorId, ...answered, mentionedIds: [], body });
}

const reaction = (reactorId: UserId, subjectId: PostId) => ({
  subjectId,
  postId: subjectId,
  subjectAuthorId: reactorId,
  reactorId,
  kind: 'LIKE',
});
