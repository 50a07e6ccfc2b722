import { presentEntity } from '@ursa/text';
import type { PostRevisionResolvers } from '../generated/resolvers.ts';

export const PostRevision: PostRevisionResolvers = {
  entities: ({ entities }) => entities.map(presentEntity),
};
