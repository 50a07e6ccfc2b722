import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { lockDraft } from '../../domain/lock-draft.ts';
import { schedulePost as schedule } from '../../domain/schedule-post.ts';
import type { SchedulePostInput } from '../../generated/resolvers.ts';

export const schedulePost = viewerMutation({
  name: 'schedulePost',
  entity: 'draft',
  async run({ viewer, input, tx }: MutationScope<SchedulePostInput, PostsContext>) {
    const id = idInput('draft', input.draftId, ['draftId']);
    if (!id.ok) return id;
    const draft = await lockDraft(tx, viewer, id.value);
    return draft.ok ? schedule(tx, draft.value, input.publishAt ?? null) : draft;
  },
  answer: (id, { loaders }) => loaders.draftById.load(id),
});
