import { done, failed, notFound } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { unbookmarkPost as forget } from '../../domain/bookmark-post.ts';
import type { UnbookmarkPostInput } from '../../generated/resolvers.ts';

export const unbookmarkPost = viewerMutation({
  name: 'unbookmarkPost',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<UnbookmarkPostInput, PostsContext>) {
    const id = idInput('post', input.postId, ['postId']);
    if (!id.ok) return id;
    // What is hidden from the viewer by now can still be let go; what never was theirs does not exist.
    const forgotten = await forget(tx, viewer, id.value);
    if (forgotten || (await context.loaders.postById.load(id.value))) return done(id.value);
    return failed(notFound('post', ['postId']));
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});
