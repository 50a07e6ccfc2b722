import type { PostId } from '@ursa/ids';
import { done, failed, forbidden, notFound } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { CommentsContext } from '../../context.ts';
import { setLocked } from '../../domain/threads.ts';
import type { LockThreadInput } from '../../generated/resolvers.ts';

const path = ['postId'];

export const lockThread = viewerMutation({
  name: 'lockThread',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<LockThreadInput, CommentsContext>) {
    const id = idInput('post', input.postId, path);
    if (!id.ok) return id;
    const post = await context.loaders.postAccess.load(id.value);
    if (!post) return failed(notFound('post', path));
    if (post.authorId !== viewer && !(await moderates(id.value, context))) {
      return failed(forbidden('Only its author may end the comments on a post.', path));
    }
    await setLocked(tx, id.value, input.isLocked ?? true);
    return done(id.value);
  },
  answer: (id) => ({ id }),
});

/** Whoever may delete somebody else's post may end what is said about it. */
async function moderates(postId: PostId, { ask }: CommentsContext): Promise<boolean> {
  const question = { typename: 'Post', ids: [postId], selection: 'viewerCanDelete' } as const;
  const [post] = await ask<{ viewerCanDelete: boolean }>('posts', question);
  return post?.viewerCanDelete === true;
}
