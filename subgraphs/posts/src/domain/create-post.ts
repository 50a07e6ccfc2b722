import type { Tx } from '@ursa/database';
import { PostCreated } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import { mentionedIds } from '@ursa/text';
import type { PostRow } from '../tables/index.ts';
import { posts } from '../tables/index.ts';
import { countPost } from './count-posts.ts';
import { countQuote } from './count-quote.ts';
import { keepTags } from './keep-tags.ts';
import type { PreparedPost } from './prepare-post.ts';
import { publishedState } from './published-state.ts';
import { putPoll } from './put-poll.ts';

const fresh = { editedAt: null, revisionCount: 0, repostCount: 0, quoteCount: 0 };

/** Publishes a post: row, counts and event in the caller's transaction. */
export async function createPost(
  tx: Tx,
  authorId: UserId,
  { text, poll, ...content }: PreparedPost,
): Promise<PostRow> {
  const post: PostRow = {
    ...fresh,
    ...content,
    ...text,
    id: newId('post'),
    authorId,
    createdAt: new Date(),
  };
  await tx.insert(posts).values(post);
  if (poll) await putPoll(tx, post, poll);
  await countPost(tx, post, 1);
  await countQuote(tx, post, 1);
  await keepTags(tx, post);
  await emit(
    tx,
    PostCreated.create(post.id, publishedState(post, mentionedIds(post.entities)), post.createdAt),
  );
  return post;
}
