import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { createPost as publish } from '../../domain/create-post.ts';
import { preparePost } from '../../domain/prepare-post.ts';
import type { CreatePostInput } from '../../generated/resolvers.ts';
import { postContent } from '../post-content-input.ts';

export const createPost = viewerMutation({
  name: 'createPost',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<CreatePostInput, PostsContext>) {
    const content = postContent(input);
    if (!content.ok) return content;
    const prepared = await preparePost(content.value, context, context.loaders);
    if (!prepared.ok) return prepared;
    const post = await publish(tx, viewer, prepared.value);
    return done(post.id);
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});
