import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { CommentEdited } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { textEntities } from '@ursa/text';
import { keepDocument } from './keep-document.ts';
import { kinds } from './kinds.ts';
import { guessLanguage } from './languages.ts';
import { authorMark, tagMark } from './marks.ts';
import { wordsOf } from './plain-text.ts';

type Written = Pick<PayloadOf<typeof CommentEdited>, 'commentId' | 'postId' | 'authorId' | 'body'>;

/** Indexes a comment. */
export async function indexComment(tx: Tx, { payload, sequence }: EventEnvelope<Written>): Promise<void> {
  const { commentId, postId, authorId, body } = payload;
  const tags = textEntities(body).flatMap(({ kind, name }) => (kind === 'hashtag' ? [tagMark(name)] : []));
  await keepDocument(tx, {
    id: toUuid(commentId),
    kind: kinds.COMMENT,
    language: guessLanguage(wordsOf(body)),
    sequence,
    authorId: toUuid(authorId),
    postId: toUuid(postId),
    texts: [body],
    weights: ['C'],
    marks: [...new Set([authorMark(authorId), ...tags])],
  });
}
