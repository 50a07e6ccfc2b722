import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { PostCreated } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { indexTags } from './index-tags.ts';
import { keepDocument } from './keep-document.ts';
import { kinds } from './kinds.ts';
import { guessLanguage } from './languages.ts';
import { authorMark, mediaMark, tagMark } from './marks.ts';
import { wordsOf } from './plain-text.ts';

/** Indexes a post, and the tags in it that nobody used before. */
export async function indexPost(
  tx: Tx,
  { payload, sequence }: EventEnvelope<PayloadOf<typeof PostCreated>>,
): Promise<void> {
  const { postId, authorId, body, tags, mediaIds } = payload;
  await keepDocument(tx, {
    id: toUuid(postId),
    kind: kinds.POST,
    language: guessLanguage(wordsOf(body)),
    sequence,
    authorId: toUuid(authorId),
    postId: toUuid(postId),
    texts: [body],
    weights: ['B'],
    marks: [authorMark(authorId), mediaMark(mediaIds.length > 0), ...tags.map(tagMark)],
  });
  await indexTags(tx, tags);
}
