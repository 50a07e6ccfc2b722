import { typeOf } from '../domain/kinds.ts';
import { parametersOf } from '../domain/search.ts';
import { countFound } from '../domain/statements.ts';
import type { SearchConnectionResolvers } from '../generated/resolvers.ts';

const none = { users: 0, posts: 0, comments: 0, groups: 0, tags: 0 };
const names = { USER: 'users', POST: 'posts', COMMENT: 'comments', GROUP: 'groups', TAG: 'tags' } as const;

/** More than so many are not counted. */
const most = 1_000;

export const SearchConnection: SearchConnectionResolvers = {
  async counts({ search }, _, { db }) {
    if (search.query.terms.length === 0) return none;
    const rows = await countFound(db, ...parametersOf(search));
    return {
      ...none,
      ...Object.fromEntries(rows.map(({ kind, found }) => [names[typeOf(kind)], Math.min(found, most)])),
    };
  },
};
