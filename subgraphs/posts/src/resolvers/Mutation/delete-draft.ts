import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { deleteDraft as throwAway } from '../../domain/delete-draft.ts';
import type { DeleteDraftInput } from '../../generated/resolvers.ts';

export const deleteDraft = viewerMutation({
  name: 'deleteDraft',
  entity: 'deletedDraftId',
  async run({ viewer, input, tx }: MutationScope<DeleteDraftInput, PostsContext>) {
    const id = idInput('draft', input.draftId, ['draftId']);
    return id.ok ? throwAway(tx, viewer, id.value) : id;
  },
  answer: (id) => id,
});
