import type { ReactionsContext } from '../context.ts';
import type { Subject, SubjectId, SubjectType } from '../subjects/subject.ts';

/** Which subject a mutation was about: what is remembered of it under its `clientMutationId`. */
export interface About {
  readonly type: SubjectType;
  readonly id: SubjectId;
}

/**
 * The subject as it is after the commit. Its counts are forgotten first, so that nobody reads older ones from now on;
 * should that fail, the relay does it again with the event.
 */
export async function answeredSubject(
  { type, id }: About,
  { loaders, services, log }: ReactionsContext,
): Promise<Subject> {
  await services.counts
    .invalidate([id])
    .catch((error: unknown) => log.warn({ err: error }, 'counts could not be forgotten yet'));
  return loaders.subjects[type].load(id);
}
