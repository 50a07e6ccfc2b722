import type { QueryResolvers } from '../../generated/resolvers.ts';
import { requireCurrentSession } from '../current-session.ts';

export const viewer: QueryResolvers['viewer'] = async (_parent, _args, context) => {
  if (context.viewer === null) return null;
  const current = await requireCurrentSession(context);
  return context.loaders.viewerAccount.load(current.viewer);
};
