import { randomUUID } from 'node:crypto';
import type { PostId, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import pg from 'pg';

/** The limit: the same rows through plain prepared SQL over one pool, without anything around it. */
export function openLimit(url: string, max: number) {
  const pool = new pg.Pool({ connectionString: url, options: '-c search_path=reactions', max });
  // The server may be gone before the last connection has said goodbye.
  pool.on('error', () => {});
  return {
    /** The counts of posts that the viewer may see, and the viewer's reactions. */
    read: (posts: readonly PostId[], viewer: UserId) =>
      pool.query({ name: 'read', text: readText, values: [posts.map(toUuid), toUuid(viewer)] }),

    /** One transaction of four prepared statements: the reaction, the counts, the aggregate's version, the event. */
    async write(post: PostId, viewer: UserId, kind: number): Promise<void> {
      const client = await pool.connect();
      try {
        const [subject, reactor] = [toUuid(post), toUuid(viewer)];
        await client.query('begin');
        const values = [toUuid(newId('reaction')), subject, reactor, kind];
        const { rows } = await client.query<{ previous_kind: number | null }>({
          name: 'react',
          text: reactText,
          values,
        });
        const previous = rows[0]?.previous_kind ?? null;
        if (rows.length > 0) {
          const step = Array.from({ length: 10 }, (_, at) => +(at + 1 === kind) - +(at + 1 === previous));
          await client.query({ name: 'count', text: countText, values: [subject, step] });
          const version = { name: 'version', text: versionText, values: [post] };
          const numbered = await client.query<{ sequence: string }>(version);
          const payload = JSON.stringify({
            ...{ subjectId: post, postId: post, subjectAuthorId: viewer, reactorId: viewer },
            ...{ kind: 'LIKE', previousKind: 'LOVE' },
          });
          const event = [randomUUID(), post, numbered.rows[0]?.sequence, payload];
          await client.query({ name: 'event', text: eventText, values: event });
        }
        await client.query('commit');
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

const readText = `
  select asked.id, subjects.counts, own.kind
  from unnest($1::uuid[]) as asked(id)
  join post_audiences post on post.post_id = asked.id and not post.is_deleted
  join people author on author.user_id = post.author_id
  left join follows on follower_id = $2::uuid and followed_id = post.author_id and follows.holds
  left join subjects on subjects.subject_id = asked.id
  left join reactions own on own.subject_id = asked.id and own.reactor_id = $2::uuid
  where post.author_id = $2::uuid or (
    (post.visibility = 'PUBLIC' and not author.is_private
      or post.visibility in ('PUBLIC', 'FOLLOWERS') and follows.holds)
    and not exists (select from blocks where blocker_id = $2::uuid and blocked_id = post.author_id and holds)
    and not exists (select from blocks where blocked_id = $2::uuid and blocker_id = post.author_id and holds))`;

const reactText = `
  insert into reactions as known (id, subject_id, subject_type, reactor_id, kind, created_at)
  values ($1, $2, 'post', $3, $4, now())
  on conflict (subject_id, reactor_id) do update
    set previous_kind = known.kind, kind = excluded.kind, created_at = excluded.created_at
    where known.kind <> excluded.kind
  returning previous_kind`;

const countText = `
  insert into subjects as known (subject_id, post_id, counts) values ($1, $1, $2::int[])
  on conflict (subject_id) do update set counts = array(
    select coalesce(a, 0) + coalesce(b, 0) from unnest(known.counts, excluded.counts) with ordinality as t(a, b, n)
    order by n)`;

const versionText = `
  insert into aggregates as known (aggregate, sequence) values ($1, 1)
  on conflict (aggregate) do update set sequence = known.sequence + 1 returning sequence`;

const eventText = `
  insert into outbox (id, type, version, owner, aggregate, sequence, payload, occurred_at, live_id, consumers, waiting,
    published_at)
  values ($1, 'Reacted', 1, 'reactions', $2, $3, $4, now(), $2, '{}', '{}', now())`;
