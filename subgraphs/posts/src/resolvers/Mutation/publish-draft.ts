import type { Failure, Outcome } from '@ursa/outcome';
import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { PostsContext } from '../../context.ts';
import { lockDraft } from '../../domain/lock-draft.ts';
import { publishDraft as publish } from '../../domain/publish-draft.ts';
import type { PublishDraftInput } from '../../generated/resolvers.ts';

export const publishDraft = viewerMutation({
  name: 'publishDraft',
  entity: 'post',
  async run({ viewer, input, tx, context }: MutationScope<PublishDraftInput, PostsContext>) {
    const id = idInput('draft', input.draftId, ['draftId']);
    if (!id.ok) return id;
    const draft = await lockDraft(tx, viewer, id.value);
    if (!draft.ok) return draft;
    const post = await publish(tx, draft.value, context, context.loaders);
    return post.ok ? done(post.value.id) : ofDraft(post);
  },
  answer: (id, { loaders }) => loaders.postById.load(id),
});

/** What is wrong stands in the draft, not in this input. */
function ofDraft({ failures }: Outcome<never> & { ok: false }): Outcome<never> {
  const [first, ...more] = failures.map((failure): Failure => ({ ...failure, path: ['draftId'] }));
  return { ok: false, failures: [first as Failure, ...more] };
}
