import { audienceLoaders, postAccessLoader } from '@ursa/audience';
import type { ReactionsRequest } from '../context.ts';
import { headOf } from './head-of.ts';
import { reactionById } from './reaction-by-id.ts';
import { reactionsBySubject } from './reaction-lists.ts';
import { subjectById } from './subject-by-id.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: ReactionsRequest) {
  const audience = audienceLoaders(ctx);
  const doors = { ctx, audience, postAccess: postAccessLoader(ctx) };
  const subjects = { post: subjectById(doors, 'post'), comment: subjectById(doors, 'comment') };
  return {
    subjects,
    reactionById: reactionById(ctx, subjects, audience),
    reactionsBySubject: reactionsBySubject(ctx),
    headOf: headOf(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
