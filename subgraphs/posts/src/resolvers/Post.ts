import { connection, integer, keyOf, liveCursor, parsePage } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import { presentEntity } from '@ursa/text';
import { mayReply } from '../domain/may-reply.ts';
import type { PostResolvers } from '../generated/resolvers.ts';
import { postChannel } from './post-channel.ts';

const byNumber = keyOf(integer);

export const Post: PostResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.postById.load(idArgument('post', id, 'id')),
  author: ({ authorId }) => ({ __typename: 'User', id: authorId }),
  entities: ({ entities }) => entities.map(presentEntity),
  group: ({ groupId }) => (groupId ? { __typename: 'Group', id: groupId } : null),
  quotedPost: ({ quotedPostId }, _, { loaders }) =>
    quotedPostId ? loaders.postById.load(quotedPostId) : null,
  quotesUnavailablePost: async ({ quotedPostId }, _, { loaders }) =>
    quotedPostId !== null && (await loaders.postById.load(quotedPostId)) === null,
  poll: ({ id }, _, { loaders }) => loaders.pollByPost.load(id),
  repostCount: async ({ id }, _, { loaders }) => (await loaders.engagement.load(id)).reposts,
  quoteCount: async ({ id }, _, { loaders }) => (await loaders.engagement.load(id)).quotes,
  viewerHasReposted: async ({ id }, _, { loaders }) => (await loaders.engagement.load(id)).reposted,
  viewerHasBookmarked: async ({ id }, _, { loaders }) => (await loaders.engagement.load(id)).bookmarked,
  viewerCanEdit: ({ authorId }, _, { viewer }) => authorId === viewer,
  viewerCanDelete: ({ authorId, groupId }, _, { viewer, loaders }) =>
    authorId === viewer || (groupId !== null && loaders.moderates.load(groupId)),
  viewerCanReply: (post, _, { viewer, loaders }) =>
    mayReply(post, viewer, (authorId) => loaders.followedBy.load(authorId)),
  liveCursor: async ({ id }, _, { loaders }) =>
    liveCursor(postChannel(id), await loaders.postSequence.load(id)),
  async revisions({ id, revisionCount }, args, { loaders }) {
    const page = parsePage(args, { list: `revisions:${id}`, key: byNumber });
    const slice = await loaders.revisionsByPost.load(id, page);
    return connection(slice, page, { key: (row) => [row.number], totalCount: revisionCount });
  },
};
