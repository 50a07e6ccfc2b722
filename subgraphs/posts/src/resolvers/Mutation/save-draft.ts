import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import { cleanText } from '@ursa/text';
import type { PostsContext } from '../../context.ts';
import { saveDraft as save } from '../../domain/save-draft.ts';
import type { SaveDraftInput } from '../../generated/resolvers.ts';
import { postContent } from '../post-content-input.ts';

export const saveDraft = viewerMutation({
  name: 'saveDraft',
  entity: 'draft',
  async run({ viewer, input, tx }: MutationScope<SaveDraftInput, PostsContext>) {
    const draftId = input.draftId == null ? done(null) : idInput('draft', input.draftId, ['draftId']);
    if (!draftId.ok) return draftId;
    const body = cleanText(input.body, { min: 0, max: 5_000 }, ['body']);
    if (!body.ok) return body;
    const content = postContent({ ...input, body: body.value });
    if (!content.ok) return content;
    return save(tx, viewer, { ...content.value, draftId: draftId.value });
  },
  answer: (id, { loaders }) => loaders.draftById.load(id),
});
