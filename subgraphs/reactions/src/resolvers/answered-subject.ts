import type { ReactionsContext } from '../context.ts';
import type { Subject, SubjectId, SubjectType } from '../subjects/subject.ts';

/** Which subject a mutation was about: what is remembered of it under its `clientMutationId`. */
export interface About {
  readonly type: SubjectType;
  readonly id: SubjectId;
}

/**
 * Forgets the counts of a subject after the commit, so that nobody reads older ones from now on; should that fail, the
 * relay does it again with the event.
 */
export async function forgetCountsOf({ id }: About, { services, log }: ReactionsContext): Promise<void> {
  await services.counts
    .invalidate([id])
    .catch((error: unknown) => log.warn({ err: error }, 'counts could not be forgotten yet'));
}

/** The subject as it is after the commit. */
export async function answeredSubject(about: About, context: ReactionsContext): Promise<Subject> {
  await forgetCountsOf(about, context);
  return context.loaders.subjects[about.type].load(about.id);
}
