import type { GroupId, PostId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import type { Ask } from '@ursa/subgraph-kit';

/** The post, if it is in this group and the viewer may see it; posts decides. */
export async function postInGroup(ask: Ask, groupId: GroupId, postId: PostId): Promise<Outcome<PostId>> {
  const question = { typename: 'Post', ids: [postId], selection: 'group { id }' } as const;
  const [post] = await ask<{ group: { id: string } | null }>('posts', question);
  return post?.group?.id === groupId ? done(postId) : failed(notFound('post in this group', ['postId']));
}
