import type { ProjectedStanding } from '@ursa/audience';
import { standingColumns } from '@ursa/audience';
import { statement } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { WrittenPost } from '../domain/written-post.ts';
import type { KeptPost, KeptPostRow } from './kept-post.ts';
import { keptIn } from './kept-post.ts';
import type { LoaderContext } from './loader-context.ts';

/** What is read of a post whatever the cache holds: that it is there, and all that decides who may see it. */
export interface ReadPost {
  readonly head: Pick<WrittenPost, 'id' | 'authorId' | 'visibility' | 'groupId'>;
  readonly standing: ProjectedStanding;
  /** What it says; null: as it is held. */
  readonly kept: KeptPost | null;
}

type Nullable<Row> = { [Column in keyof Row]: Row[Column] | null };

interface Row extends ProjectedStanding, Nullable<KeptPostRow> {
  id: string;
  author_id: string;
  visibility: WrittenPost['visibility'];
  group_id: string | null;
}

const standing = standingColumns(sql.raw('$2::uuid'), {
  authorId: sql.raw('posts.author_id'),
  groupId: sql.raw('posts.group_id'),
});

// Prepared once per connection. What it says is sent unless it is held in the version that the row has.
const query = sql`
  select posts.id, posts.author_id, posts.visibility, posts.group_id, ${standing},
    content.body, content.entities, content.created_at, content.edited_at, content.revision_count, content.media_ids,
    content.quoted_post_id, content.quoted_author_id, content.reply_policy, content.content_warning,
    content.is_sensitive
  from unnest($1::uuid[], $3::bool[], $4::timestamptz[]) as asked(id, held, edited_at)
  join posts on posts.id = asked.id
  left join posts as content on content.id = posts.id
    and not (asked.held and posts.edited_at is not distinct from asked.edited_at)`;
const read = statement<Row>('posts-by-id', new PgDialect().sqlToQuery(query).sql);

/** Posts by id, hidden ones too, with how the viewer stands to them: one statement. */
export async function readPosts(
  { db, viewer }: LoaderContext,
  ids: readonly PostId[],
  held: ReadonlyMap<string, KeptPost>,
): Promise<Map<PostId, ReadPost>> {
  const versions = ids.map((id) => held.get(id)?.editedAt ?? null);
  const me = viewer && toUuid(viewer);
  const rows = await read(
    db,
    ids.map(toUuid),
    me,
    ids.map((id) => held.has(id)),
    versions,
  );
  return new Map(rows.map((row) => [fromUuid('post', row.id), readPostIn(row)]));
}

function readPostIn(row: Row): ReadPost {
  const { id, author_id, visibility, group_id, is_private, follows, blocked, group_open } = row;
  return {
    head: {
      id: fromUuid('post', id),
      authorId: fromUuid('user', author_id),
      visibility,
      groupId: group_id === null ? null : fromUuid('group', group_id),
    },
    standing: { is_private, follows, blocked, group_open },
    kept: row.body === null ? null : keptIn(row as KeptPostRow),
  };
}
