import { prefixOf } from '@ursa/ids';
import { comment } from './comment.ts';
import { post } from './post.ts';
import type { SubjectId, SubjectType } from './subject.ts';
import type { SubjectKind } from './subject-kind.ts';

/** Everything that can be reacted to. */
export const subjectKinds: Readonly<Record<SubjectType, SubjectKind>> = { post, comment };

/** The subject an id names; undefined: it is malformed, or of a type that nobody reacts to. */
export function subjectOf(text: string): { type: SubjectType; id: SubjectId } | undefined {
  const type = prefixOf(text);
  if (type === undefined || !Object.hasOwn(subjectKinds, type)) return undefined;
  return { type: type as SubjectType, id: text as SubjectId };
}
