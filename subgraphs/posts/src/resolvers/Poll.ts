import { retype } from '@ursa/ids';
import { idArgument } from '@ursa/subgraph-kit';
import { shownChoices } from '../domain/poll.ts';
import type { PollResolvers } from '../generated/resolvers.ts';

export const Poll: PollResolvers = {
  // A poll has its post's UUID, and is seen by whoever sees the post.
  async __resolveReference({ id }, { loaders }) {
    const post = await loaders.postById.load(retype(idArgument('poll', id, 'id'), 'post'));
    return post && loaders.pollByPost.load(post.id);
  },
  id: ({ postId }) => retype(postId, 'poll'),
  async post({ postId }, _, { loaders }) {
    const post = await loaders.postById.load(postId);
    if (!post) throw new Error('The post was gone before its poll.');
    return post;
  },
  choices: (poll, _, { viewer }) => shownChoices(poll, viewer),
  voteCount: ({ choices }) => choices.reduce((sum, { votes }) => sum + votes, 0),
  viewerCanVote: ({ isClosed, viewerChoice }, _, { viewer }) =>
    viewer !== null && !isClosed && viewerChoice === null,
};
