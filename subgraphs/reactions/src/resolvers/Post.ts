import type { PostResolvers } from '../generated/resolvers.ts';
import { subjectFields } from './subject-fields.ts';

export const Post: PostResolvers = subjectFields('post');
