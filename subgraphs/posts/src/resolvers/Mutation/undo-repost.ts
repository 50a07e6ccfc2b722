import { done, failed, notFound } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { undoRepost as undo } from '../../domain/repost.ts';
import type { UndoRepostInput } from '../../generated/resolvers.ts';

export const undoRepost = viewerMutation({
  name: 'undoRepost',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<UndoRepostInput, PostsContext>) {
    const id = idInput('post', input.postId, ['postId']);
    if (!id.ok) return id;
    // What is hidden from the viewer by now can still be taken back; what never was theirs does not exist.
    const undone = await undo(tx, viewer, id.value);
    if (undone || (await context.loaders.postById.load(id.value))) return done(id.value);
    return failed(notFound('post', ['postId']));
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});
