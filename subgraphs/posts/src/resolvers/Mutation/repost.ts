import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { quotable } from '../../domain/quotable.ts';
import { repost as show } from '../../domain/repost.ts';
import type { RepostInput } from '../../generated/resolvers.ts';

export const repost = viewerMutation({
  name: 'repost',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<RepostInput, PostsContext>) {
    const id = idInput('post', input.postId, ['postId']);
    if (!id.ok) return id;
    const post = await quotable(id.value, context.loaders, ['postId']);
    return post.ok ? show(tx, viewer, post.value) : post;
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});
