import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { PostCreated, PostDeleted } from '@ursa/events/contracts';
import type { GroupId, PostId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { Visibility } from './visibility.ts';

/** Keeps the audience that a PostCreated or PostEdited tells, unless something newer is known. */
export async function keepPostAudience(
  tx: Tx,
  event: EventEnvelope<PayloadOf<typeof PostCreated>>,
): Promise<void> {
  const { postId, authorId, visibility, groupId } = event.payload;
  await keep(tx, { postId, authorId, visibility, groupId, isDeleted: false, sequence: event.sequence });
}

/** Keeps that a post is gone: from now on nobody may see it, without asking its owner. */
export async function keepPostDeleted(
  tx: Tx,
  event: EventEnvelope<PayloadOf<typeof PostDeleted>>,
): Promise<void> {
  const { postId, authorId } = event.payload;
  const { sequence } = event;
  await keep(tx, { postId, authorId, visibility: 'PRIVATE', groupId: null, isDeleted: true, sequence });
}

interface PostAudience {
  postId: PostId;
  authorId: UserId;
  visibility: Visibility;
  groupId: GroupId | null;
  isDeleted: boolean;
  sequence: number;
}

async function keep(
  tx: Tx,
  { postId, authorId, visibility, groupId, isDeleted, sequence }: PostAudience,
): Promise<void> {
  await tx.execute(sql`
    insert into post_audiences as known (post_id, author_id, visibility, group_id, is_deleted, sequence)
    values (${toUuid(postId)}, ${toUuid(authorId)}, ${visibility}, ${groupId && toUuid(groupId)}, ${isDeleted},
      ${sequence})
    on conflict (post_id) do update
      set author_id = excluded.author_id, visibility = excluded.visibility, group_id = excluded.group_id,
        is_deleted = excluded.is_deleted, sequence = excluded.sequence
      where known.sequence < excluded.sequence
  `);
}
