import { tagName } from '../../domain/tag-name.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const tag: QueryResolvers['tag'] = (_, args, { loaders }) => {
  const name = tagName(args.name);
  return name === undefined ? null : loaders.tagByName.load(name);
};
