import { retype } from '@ursa/ids';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { FeedContext } from '../../context.ts';
import { markRead } from '../../domain/mark-read.ts';
import type { MarkFeedReadInput } from '../../generated/resolvers.ts';

export const markFeedRead = viewerMutation({
  name: 'markFeedRead',
  entity: 'viewer',
  async run({ viewer, input, tx }: MutationScope<MarkFeedReadInput, FeedContext>) {
    const upTo = idInput('feeditem', input.upTo, ['upTo']);
    return upTo.ok ? markRead(tx, viewer, upTo.value) : upTo;
  },
  answer: (_, { viewer }) => (viewer === null ? null : { id: retype(viewer, 'viewer') }),
});
