import type { Tx } from '@ursa/database';
import { PostEdited } from '@ursa/events/contracts';
import { emit } from '@ursa/outbox';
import type { WrittenText } from '@ursa/text';
import { newlyMentionedIds } from '@ursa/text';
import { eq } from 'drizzle-orm';
import type { PostRow } from '../tables/index.ts';
import { posts, revisions } from '../tables/index.ts';
import { countPost } from './count-posts.ts';
import { countQuote } from './count-quote.ts';
import { keepTags } from './keep-tags.ts';
import { publishedState } from './published-state.ts';

/** What to change; what is left out stays. */
export interface PostChange extends Partial<Settings> {
  text?: WrittenText | undefined;
}

type Settings = Pick<PostRow, 'visibility' | 'mediaIds' | 'replyPolicy' | 'contentWarning' | 'isSensitive'>;

/**
 * Changes a post that `lockPost` holds: the text before becomes a revision, counts follow the audience.
 * A change that changes nothing leaves no trace.
 */
export async function editPost(tx: Tx, post: PostRow, { text, ...settings }: PostChange): Promise<void> {
  const changed: PostRow = { ...post, ...settings, ...text };
  const rewritten = changed.body !== post.body;
  if (!rewritten && sameSettings(post, changed)) return;

  changed.editedAt = laterThan(post);
  changed.revisionCount += rewritten ? 1 : 0;
  if (rewritten) await keepRevision(tx, post, changed.revisionCount);
  if (changed.visibility !== post.visibility) {
    await countPost(tx, post, -1);
    await countPost(tx, changed, 1);
    await countQuote(tx, post, -1);
    await countQuote(tx, changed, 1);
  }
  await keepTags(tx, changed);
  // Not the counts: others count on while this waits.
  const { repostCount: _, quoteCount: __, ...kept } = changed;
  await tx.update(posts).set(kept).where(eq(posts.id, post.id));
  const mentioned = newlyMentionedIds(changed.entities, post.entities);
  await emit(tx, PostEdited.create(post.id, publishedState(changed, mentioned)));
}

function sameSettings(before: Settings, after: Settings): boolean {
  return (
    before.visibility === after.visibility &&
    before.replyPolicy === after.replyPolicy &&
    before.contentWarning === after.contentWarning &&
    before.isSensitive === after.isSensitive &&
    before.mediaIds.join() === after.mediaIds.join()
  );
}

// Each edit has its own moment, also on a clock that runs behind: by it a cached post is told from a later one.
function laterThan({ editedAt }: PostRow): Date {
  return new Date(Math.max(Date.now(), (editedAt?.getTime() ?? 0) + 1));
}

async function keepRevision(tx: Tx, post: PostRow, number: number): Promise<void> {
  const { id: postId, body, entities, editedAt, createdAt } = post;
  const publishedAt = editedAt ?? createdAt;
  await tx.insert(revisions).values({ postId, number, body, entities, publishedAt });
}
