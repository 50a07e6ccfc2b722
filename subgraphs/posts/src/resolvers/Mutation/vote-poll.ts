import { retype } from '@ursa/ids';
import { failed, notFound } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { votePoll as vote } from '../../domain/vote-poll.ts';
import type { VotePollInput } from '../../generated/resolvers.ts';

export const votePoll = viewerMutation({
  name: 'votePoll',
  entity: 'poll',
  async run({ viewer, input, tx, context }: MutationScope<VotePollInput, PostsContext>) {
    const id = idInput('poll', input.pollId, ['pollId']);
    if (!id.ok) return id;
    const post = await context.loaders.postById.load(retype(id.value, 'post'));
    if (!post) return failed(notFound('poll', ['pollId']));
    return vote(tx, viewer, { postId: post.id, choice: input.choice });
  },
  // Whoever chose may have lost sight of the post meanwhile.
  answer: async (postId, { loaders }) =>
    (await loaders.postById.load(postId)) && loaders.pollByPost.load(postId),
});
