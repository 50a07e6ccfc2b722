import { audienceRebuild, postAudienceRebuild } from '@ursa/audience';
import type { Tx } from '@ursa/database';
import type { Rebuild } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import { onCommentAdded } from './consumers/on-comment.ts';
import { onUserFollowed } from './consumers/on-follow.ts';
import { onGroupCreated, onGroupMemberJoined } from './consumers/on-group.ts';
import { onPostCreated } from './consumers/on-post.ts';
import { onProfileCreated } from './consumers/on-profile.ts';
import { onReacted } from './consumers/on-reaction.ts';
import { setPopularityRight } from './domain/popularity.ts';

/** Takes documents that nobody told of out of the index. */
async function removeDocuments(tx: Tx, limit: number): Promise<number> {
  const { rows } = await tx.execute<{ removed: number }>(sql`
    with gone as (
      delete from documents
      where ctid = any (array(select ctid from documents where sequence = 0 limit ${limit}))
      returning kind, id, vector, marks
    ), stale as materialized (
      select kind, id, unnest(tsvector_to_array(vector) || marks) as lexeme from gone
    ), removed as (
      delete from postings using stale
      where postings.kind = stale.kind and postings.lexeme = stale.lexeme and postings.id = stale.id
    )
    select count(*)::int as removed from gone`);
  return rows[0]?.removed ?? 0;
}

/** The whole index, from everybody who owns what is in it. Words stay known: they are found in nothing. */
export const rebuild: Rebuild = {
  takes: [
    ...audienceRebuild.takes,
    onProfileCreated,
    onUserFollowed,
    onPostCreated,
    onCommentAdded,
    onReacted,
    onGroupCreated,
    onGroupMemberJoined,
  ],
  tables: [
    ...postAudienceRebuild.tables,
    { name: 'documents', remove: removeDocuments },
    { name: 'engagements' },
  ],
  finish: setPopularityRight,
};
