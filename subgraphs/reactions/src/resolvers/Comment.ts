import type { CommentResolvers } from '../generated/resolvers.ts';
import { subjectFields } from './subject-fields.ts';

export const Comment: CommentResolvers = subjectFields('comment');
