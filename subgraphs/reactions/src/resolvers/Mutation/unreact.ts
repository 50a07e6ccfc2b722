import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { ReactionsContext } from '../../context.ts';
import { unreact as take } from '../../domain/unreact.ts';
import type { UnreactInput } from '../../generated/resolvers.ts';
import type { About } from '../answered-subject.ts';
import { answeredSubject } from '../answered-subject.ts';
import { reachableSubject } from '../reachable-subject.ts';

export const unreact = viewerMutation({
  name: 'unreact',
  entity: 'subject',
  async run({ viewer, input, tx, context }: MutationScope<UnreactInput, ReactionsContext>) {
    const subject = await reachableSubject(input.subjectId, context);
    if (!subject.ok) return subject;
    const { type, id } = subject.value;
    await take(tx, subject.value, viewer);
    return done<About>({ type, id });
  },
  answer: answeredSubject,
});
