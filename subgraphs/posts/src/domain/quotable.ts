import type { PostId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, notFound } from '@ursa/outcome';
import type { WrittenPost } from './written-post.ts';

/** What somebody sees of posts. */
export interface Eyes {
  /** The post, if they may see it. */
  postById: { load(id: PostId): Promise<WrittenPost | null> };
  /** Whether everybody may, logged in or not. */
  openToAll(post: WrittenPost): Promise<boolean>;
}

/** A post that may be shown to others: only what everybody may see anyway. Hidden ones do not exist. */
export async function quotable(
  id: PostId,
  eyes: Eyes,
  path: readonly string[] = ['quotedPostId'],
): Promise<Outcome<WrittenPost>> {
  const post = await eyes.postById.load(id);
  if (!post) return failed(notFound('post', path));
  if (await eyes.openToAll(post)) return done(post);
  return failed(forbidden('Only posts that everybody may see can be shown to others.', path));
}
