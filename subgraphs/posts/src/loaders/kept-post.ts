import type { Id, MediaId, UserId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import type { StoredEntity } from '@ursa/text';
import type { WrittenPost } from '../domain/written-post.ts';
import type { ReplyPolicy } from '../tables/index.ts';

/**
 * What a post says, as it is cached: all that only its author's edits change, and nothing that decides who may see it.
 * It survives JSON: moments are ISO texts. `editedAt` is its version: every edit has a later one.
 */
export interface KeptPost {
  readonly body: string;
  readonly entities: StoredEntity[];
  readonly createdAt: string;
  readonly editedAt: string | null;
  readonly revisionCount: number;
  readonly mediaIds: MediaId[];
  readonly quotedPostId: Id<'post'> | null;
  readonly quotedAuthorId: UserId | null;
  readonly replyPolicy: ReplyPolicy;
  readonly contentWarning: string | null;
  readonly isSensitive: boolean;
}

/** The same as the statement gives it. */
export interface KeptPostRow {
  body: string;
  entities: StoredEntity[];
  created_at: string;
  edited_at: string | null;
  revision_count: number;
  media_ids: MediaId[];
  quoted_post_id: string | null;
  quoted_author_id: string | null;
  reply_policy: ReplyPolicy;
  content_warning: string | null;
  is_sensitive: boolean;
}

/** What to keep of a row. */
export function keptIn(row: KeptPostRow): KeptPost {
  const { body, entities, created_at, edited_at, quoted_post_id, quoted_author_id } = row;
  return {
    body,
    entities,
    createdAt: new Date(created_at).toISOString(),
    editedAt: edited_at && new Date(edited_at).toISOString(),
    revisionCount: row.revision_count,
    mediaIds: row.media_ids,
    quotedPostId: quoted_post_id === null ? null : fromUuid('post', quoted_post_id),
    quotedAuthorId: quoted_author_id === null ? null : fromUuid('user', quoted_author_id),
    replyPolicy: row.reply_policy,
    contentWarning: row.content_warning,
    isSensitive: row.is_sensitive,
  };
}

/** The post, of what is kept and what is read each time. */
export function postOf(
  head: Pick<WrittenPost, 'id' | 'authorId' | 'visibility' | 'groupId'>,
  { createdAt, editedAt, ...kept }: KeptPost,
): WrittenPost {
  const moments = { createdAt: new Date(createdAt), editedAt: editedAt === null ? null : new Date(editedAt) };
  return { ...head, ...kept, ...moments };
}
