import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { createPost as publish } from '../../domain/create-post.ts';
import { postText } from '../../domain/post-text.ts';
import type { CreatePostInput } from '../../generated/resolvers.ts';

export const createPost = viewerMutation({
  name: 'createPost',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<CreatePostInput, PostsContext>) {
    const text = await postText(input.body, context);
    if (!text.ok) return text;
    const post = await publish(tx, viewer, { text: text.value, visibility: input.visibility ?? 'PUBLIC' });
    return done(post.id);
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});
