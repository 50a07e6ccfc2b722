import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { editPost as change } from '../../domain/edit-post.ts';
import { lockPost } from '../../domain/lock-post.ts';
import { postText } from '../../domain/post-text.ts';
import type { EditPostInput } from '../../generated/resolvers.ts';

export const editPost = viewerMutation({
  name: 'editPost',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<EditPostInput, PostsContext>) {
    const id = idInput('post', input.postId, ['postId']);
    if (!id.ok) return id;
    const post = await lockPost(tx, id.value, viewer, (other) => context.loaders.postById.load(other));
    if (!post.ok) return post;
    const text = input.body == null ? undefined : await postText(input.body, context);
    if (text && !text.ok) return text;
    await change(tx, post.value, { text: text?.value, visibility: input.visibility ?? undefined });
    return done(id.value);
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});
