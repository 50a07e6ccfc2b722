import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { ReactionsContext } from '../../context.ts';
import { react as put } from '../../domain/react.ts';
import type { ReactInput } from '../../generated/resolvers.ts';
import { forgetCountsOf } from '../answered-subject.ts';
import type { Done } from '../ReactPayload.ts';
import { reachableSubject } from '../reachable-subject.ts';

export const react = viewerMutation({
  name: 'react',
  entity: 'reaction',
  async run({ viewer, input, tx, context }: MutationScope<ReactInput, ReactionsContext>) {
    const subject = await reachableSubject(input.subjectId, context);
    if (!subject.ok) return subject;
    const { type, id } = subject.value;
    const own = await put(tx, subject.value, viewer, input.kind);
    return done<Done>({ type, id, own });
  },
  async answer(result, context) {
    await forgetCountsOf(result, context);
    return result;
  },
});
