import { readable } from '@ursa/audience';
import type { PostId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { SubjectKind } from './subject-kind.ts';

const columns = {
  authorId: sql.raw('post_audiences.author_id'),
  visibility: sql.raw('post_audiences.visibility'),
  groupId: sql.raw('post_audiences.group_id'),
};

/** Posts: whoever may read one may react to it. */
export const post: SubjectKind = {
  type: 'post',
  typename: 'Post',
  audience: (viewer) => sql`
    select post_id, author_id, is_deleted, not is_deleted and ${readable(viewer, columns)} as visible
    from post_audiences where post_id = asked.id`,
  async askOwner({ postAccess }, ids) {
    const posts = await postAccess.loadMany(ids as readonly PostId[]);
    return posts.flatMap((found) => {
      if (found instanceof Error || found === null) return [];
      return [{ type: 'post' as const, id: found.id, postId: found.id, authorId: found.authorId }];
    });
  },
};
