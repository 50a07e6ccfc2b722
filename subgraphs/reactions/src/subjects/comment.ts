import { notBlocked, readable } from '@ursa/audience';
import { parseId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { SubjectKind } from './subject-kind.ts';

const post = {
  authorId: sql.raw('post_audiences.author_id'),
  visibility: sql.raw('post_audiences.visibility'),
  groupId: sql.raw('post_audiences.group_id'),
};
const author = sql.raw('comment_audiences.author_id');

/** Comments: whoever may read the post and meet the comment's author may react to one that is not deleted. */
export const comment: SubjectKind = {
  type: 'comment',
  typename: 'Comment',
  audience: (viewer) => sql`
    select comment_audiences.post_id, comment_audiences.author_id,
      comment_audiences.is_deleted or coalesce(post_audiences.is_deleted, false) as is_deleted,
      not comment_audiences.is_deleted and not post_audiences.is_deleted and ${readable(viewer, post)}
        and (${author} = ${viewer} or exists (select 1 from people where user_id = ${author}))
        and ${notBlocked(viewer, author)} as visible
    from comment_audiences left join post_audiences on post_audiences.post_id = comment_audiences.post_id
    where comment_id = asked.id`,
  async askOwner({ ctx }, ids) {
    const question = { typename: 'Comment', ids, selection: 'post { id } author { id }' } as const;
    // Nobody is let in because comments is away: what it cannot confirm is hidden. A hollow has no author.
    const comments = await ctx.ask<Answer>('comments', question).catch(() => []);
    return ids.flatMap((id, at) => {
      const postId = parseId('post', comments[at]?.post?.id ?? '');
      const authorId = parseId('user', comments[at]?.author?.id ?? '');
      return postId && authorId ? [{ type: 'comment' as const, id, postId, authorId }] : [];
    });
  },
};

interface Answer {
  post: { id: string } | null;
  author: { id: string } | null;
}
