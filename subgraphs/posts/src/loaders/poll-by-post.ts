import type { PostId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { PollState } from '../domain/poll.ts';
import type { LoaderContext } from './loader-context.ts';

interface Row extends Record<string, unknown> {
  post_id: string;
  author_id: string;
  closes_at: Date | string;
  is_closed: boolean;
  choices: PollState['choices'];
  viewer_choice: number | null;
}

/** The polls of posts the viewer may see, with what the viewer chose; one statement for all. */
export function pollByPost({ db, viewer }: LoaderContext) {
  return new DataLoader<PostId, PollState | null>(async (postIds) => {
    const { rows } = await db.execute<Row>(sql`
      select polls.post_id, posts.author_id, polls.closes_at, polls.closes_at <= clock_timestamp() as is_closed,
        (
          select json_agg(json_build_object('position', position, 'text', text, 'votes', votes) order by position)
          from poll_choices where poll_choices.post_id = polls.post_id
        ) as choices,
        (
          select position from poll_votes
          where poll_votes.post_id = polls.post_id and user_id = ${viewer && toUuid(viewer)}::uuid
        ) as viewer_choice
      from polls join posts on posts.id = polls.post_id
      where polls.post_id = any(${sql.param(postIds.map(toUuid))}::uuid[])
    `);
    const found = new Map(rows.map((row) => [fromUuid('post', row.post_id), pollOf(row)]));
    return postIds.map((id) => found.get(id) ?? null);
  });
}

function pollOf(row: Row): PollState {
  return {
    postId: fromUuid('post', row.post_id),
    authorId: fromUuid('user', row.author_id),
    closesAt: new Date(row.closes_at),
    isClosed: row.is_closed,
    choices: row.choices,
    viewerChoice: row.viewer_choice,
  };
}
