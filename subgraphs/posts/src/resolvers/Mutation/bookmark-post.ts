import { failed, notFound } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { bookmarkPost as keep } from '../../domain/bookmark-post.ts';
import type { BookmarkPostInput } from '../../generated/resolvers.ts';

export const bookmarkPost = viewerMutation({
  name: 'bookmarkPost',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<BookmarkPostInput, PostsContext>) {
    const id = idInput('post', input.postId, ['postId']);
    if (!id.ok) return id;
    const post = await context.loaders.postById.load(id.value);
    return post ? keep(tx, viewer, post.id) : failed(notFound('post', ['postId']));
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});
