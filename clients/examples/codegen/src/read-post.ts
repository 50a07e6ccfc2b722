import { execute } from './execute.ts';
import { useFragment } from './generated/fragment-masking.ts';
import {
  CommentCardFragmentDoc,
  PersonFragmentDoc,
  PostCardFragmentDoc,
  PostPageDocument,
} from './generated/graphql.ts';

/** A post and its first comments as lines of text; the cursor is where to subscribe from. */
export async function readPost(
  url: string,
  id: string,
): Promise<{ lines: string[]; liveCursor: string | undefined }> {
  const { data } = await execute(url, PostPageDocument, { id, first: 10, orderBy: 'NEWEST' });
  const post = useFragment(PostCardFragmentDoc, data?.post);
  if (!post) return { lines: ['There is no such post.'], liveCursor: undefined };
  const author = useFragment(PersonFragmentDoc, post.author);
  const comments =
    data?.post?.comments?.edges.map((edge) => useFragment(CommentCardFragmentDoc, edge.node)) ?? [];
  return {
    lines: [
      `${author?.displayName ?? 'Somebody'}, ${new Date(post.createdAt).toLocaleString()}: ${post.body}`,
      ...comments.map((comment) => `  ${comment.body ?? '(deleted)'}`),
    ],
    liveCursor: data?.post?.comments?.liveCursor,
  };
}
