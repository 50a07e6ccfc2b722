import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import { eq } from 'drizzle-orm';
import type { PostsContext } from '../../context.ts';
import { lockDraft } from '../../domain/lock-draft.ts';
import type { DeleteDraftInput } from '../../generated/resolvers.ts';
import { drafts } from '../../tables/index.ts';

export const deleteDraft = viewerMutation({
  name: 'deleteDraft',
  entity: 'deletedDraftId',
  async run({ viewer, input, tx }: MutationScope<DeleteDraftInput, PostsContext>) {
    const id = idInput('draft', input.draftId, ['draftId']);
    if (!id.ok) return id;
    const draft = await lockDraft(tx, viewer, id.value);
    if (!draft.ok) return draft;
    await tx.delete(drafts).where(eq(drafts.id, id.value));
    return done(id.value);
  },
  answer: (id) => id,
});
