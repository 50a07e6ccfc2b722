import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { editPost as change } from '../../domain/edit-post.ts';
import { lockPost } from '../../domain/lock-post.ts';
import type { EditPostInput } from '../../generated/resolvers.ts';
import { postChange } from '../post-change-input.ts';

export const editPost = viewerMutation({
  name: 'editPost',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<EditPostInput, PostsContext>) {
    const id = idInput('post', input.postId, ['postId']);
    if (!id.ok) return id;
    const post = await lockPost(tx, id.value, viewer, {
      visible: (other) => context.loaders.postById.load(other),
    });
    if (!post.ok) return post;
    const wanted = await postChange(input, post.value, context);
    if (!wanted.ok) return wanted;
    await change(tx, post.value, wanted.value);
    return done(id.value);
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});
