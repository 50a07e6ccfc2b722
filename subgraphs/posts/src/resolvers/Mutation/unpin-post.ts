import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { lockPost } from '../../domain/lock-post.ts';
import { unpinPost as unpin } from '../../domain/pin-post.ts';
import type { UnpinPostInput } from '../../generated/resolvers.ts';

export const unpinPost = viewerMutation({
  name: 'unpinPost',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<UnpinPostInput, PostsContext>) {
    const id = idInput('post', input.postId, ['postId']);
    if (!id.ok) return id;
    const post = await lockPost(tx, id.value, viewer, {
      visible: (other) => context.loaders.postById.load(other),
    });
    if (!post.ok) return post;
    await unpin(tx, post.value);
    return done(id.value);
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});
