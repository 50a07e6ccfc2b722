import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid, notFound } from '@ursa/outcome';
import type { ReactionsContext } from '../context.ts';
import { subjectOf } from '../subjects/index.ts';
import type { SeenSubject } from '../subjects/subject.ts';

const path = ['subjectId'];

/** The subject that a mutation's input names, if the viewer may see it: one answer for missing and hidden ones. */
export async function reachableSubject(
  text: string,
  { loaders }: ReactionsContext,
): Promise<Outcome<SeenSubject>> {
  const subject = subjectOf(text);
  if (!subject) return failed(invalid(path, 'This is not the id of a post or comment.'));
  const { seen } = await loaders.subjects[subject.type].load(subject.id);
  return seen ? done(seen) : failed(notFound(subject.type, path));
}
