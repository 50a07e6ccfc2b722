import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { deletePost as remove } from '../../domain/delete-post.ts';
import { lockPost } from '../../domain/lock-post.ts';
import type { DeletePostInput } from '../../generated/resolvers.ts';

export const deletePost = viewerMutation({
  name: 'deletePost',
  entity: 'deletedPostId',
  async run({ viewer, input, tx, context }: MutationScope<DeletePostInput, PostsContext>) {
    const id = idInput('post', input.postId, ['postId']);
    if (!id.ok) return id;
    const post = await lockPost(tx, id.value, viewer, {
      visible: (other) => context.loaders.postById.load(other),
      // Whoever moderates a group may take posts out of it.
      mayChange: async ({ groupId }) => groupId !== null && context.loaders.moderates.load(groupId),
    });
    if (!post.ok) return post;
    await remove(tx, post.value);
    return done(id.value);
  },
  answer: (id) => id,
});
