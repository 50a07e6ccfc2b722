import type { Visibility } from '@ursa/audience';
import type { Tx } from '@ursa/database';
import type { GroupId, PostId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { prepared } from './prepared.ts';

/** What an event tells of a post. */
export interface KnownPost {
  readonly postId: PostId;
  /** Where it stands in feeds; the first one told stays. */
  readonly itemId: string;
  readonly authorId: UserId;
  readonly groupId: GroupId | null;
  readonly visibility: Visibility;
  readonly tags: readonly string[];
  readonly isDeleted: boolean;
  readonly sequence: number;
}

/** How a post reached feeds: as what, from whom, and whether at all. */
export interface Standing {
  readonly itemId: string;
  readonly sourceId: string;
  readonly sourceType: 'user' | 'group';
  /** For its author alone. */
  readonly withheld: boolean;
  readonly tags: readonly string[];
  readonly isDeleted: boolean;
}

type Row = {
  item_id: string;
  known: boolean;
  author_id: string;
  group_id: string | null;
  visibility: Visibility;
  tags: string[];
  is_deleted: boolean;
};

/**
 * Keeps what an event tells, unless something newer is known: then undefined. Else where the post stands, and how it
 * stood before (null: it was not known).
 */
export async function keepPost(
  tx: Tx,
  post: KnownPost,
): Promise<{ now: Standing; before: Standing | null } | undefined> {
  const { postId, itemId, authorId, groupId, visibility, tags, isDeleted, sequence } = post;
  const [row] = await prepared<Row>(
    tx,
    'keep-post',
    sql`
      with before as (select * from posts where post_id = ${toUuid(postId)}::uuid),
      kept as (
        insert into posts as known (post_id, item_id, author_id, group_id, visibility, tags, is_deleted, sequence)
        values (${toUuid(postId)}, ${itemId}, ${toUuid(authorId)}, ${groupId && toUuid(groupId)}, ${visibility},
          ${sql.param([...tags])}::text[], ${isDeleted}, ${sequence})
        on conflict (post_id) do update set group_id = excluded.group_id, visibility = excluded.visibility,
          tags = excluded.tags, is_deleted = excluded.is_deleted, sequence = excluded.sequence
          where known.sequence < excluded.sequence
        returning item_id
      )
      select kept.item_id, before.post_id is not null as known, before.author_id, before.group_id, before.visibility,
        before.tags, before.is_deleted
      from kept left join before on true`,
  );
  if (!row) return undefined;
  const { item_id: kept } = row;
  const before = row.known
    ? standing(
        kept,
        { author: row.author_id, group: row.group_id, visibility: row.visibility },
        row.tags,
        row.is_deleted,
      )
    : null;
  const told = { author: toUuid(authorId), group: groupId && toUuid(groupId), visibility };
  return { now: standing(kept, told, tags, isDeleted), before };
}

interface Told {
  author: string;
  group: string | null;
  visibility: Visibility;
}

export function standing(
  itemId: string,
  { author, group, visibility }: Told,
  tags: readonly string[],
  isDeleted: boolean,
) {
  return {
    itemId,
    sourceId: group ?? author,
    sourceType: group === null ? ('user' as const) : ('group' as const),
    withheld: group === null && visibility === 'PRIVATE',
    tags,
    isDeleted,
  };
}
