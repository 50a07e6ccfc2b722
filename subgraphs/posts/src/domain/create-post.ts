import type { Tx } from '@ursa/database';
import { PostCreated } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { WrittenText } from '@ursa/text';
import { mentionedIds } from '@ursa/text';
import type { PostRow, Visibility } from '../tables/index.ts';
import { posts } from '../tables/index.ts';
import { countPost } from './count-posts.ts';
import { publishedState } from './published-state.ts';

/** Publishes a post: row, count and event in the caller's transaction. */
export async function createPost(
  tx: Tx,
  authorId: UserId,
  { text, visibility }: { text: WrittenText; visibility: Visibility },
): Promise<PostRow> {
  const fresh = { createdAt: new Date(), editedAt: null, revisionCount: 0 };
  const post: PostRow = { id: newId('post'), authorId, visibility, ...text, ...fresh };
  await tx.insert(posts).values(post);
  await countPost(tx, authorId, visibility, 1);
  await emit(tx, PostCreated.create(post.id, publishedState(post, mentionedIds(post.entities))));
  return post;
}
