import type { Tx } from '@ursa/database';
import { PostEdited } from '@ursa/events/contracts';
import { emit } from '@ursa/outbox';
import type { WrittenText } from '@ursa/text';
import { newlyMentionedIds } from '@ursa/text';
import { eq } from 'drizzle-orm';
import type { PostRow, Visibility } from '../tables/index.ts';
import { posts, revisions } from '../tables/index.ts';
import { countPost } from './count-posts.ts';
import { publishedState } from './published-state.ts';

/** What to change; what is left out stays. */
export interface PostChange {
  text: WrittenText | undefined;
  visibility: Visibility | undefined;
}

/**
 * Changes a post that `lockPost` holds: the text before becomes a revision, counts follow the audience.
 * A change that changes nothing leaves no trace.
 */
export async function editPost(tx: Tx, post: PostRow, change: PostChange): Promise<void> {
  const { text = post, visibility = post.visibility } = change;
  const rewritten = text.body !== post.body;
  const moved = visibility !== post.visibility;
  if (!rewritten && !moved) return;

  const { id: postId, authorId } = post;
  const revisionCount = post.revisionCount + (rewritten ? 1 : 0);
  if (rewritten) {
    const { body, entities, editedAt, createdAt } = post;
    await tx
      .insert(revisions)
      .values({ postId, number: revisionCount, body, entities, publishedAt: editedAt ?? createdAt });
  }
  if (moved) {
    await countPost(tx, authorId, post.visibility, -1);
    await countPost(tx, authorId, visibility, 1);
  }
  const { body, entities } = text;
  const changed = { body, entities, visibility, revisionCount, editedAt: new Date() };
  await tx.update(posts).set(changed).where(eq(posts.id, postId));
  const mentioned = newlyMentionedIds(entities, post.entities);
  await emit(tx, PostEdited.create(postId, publishedState({ ...post, ...changed }, mentioned)));
}
