import type { Db } from '@ursa/database';
import type { NewEvent } from '@ursa/events';
import type { TestSubgraph } from '@ursa/testkit/subgraph';
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { consumers } from '../src/consumers/index.ts';

/** A tag that no post has any more stays, and is shown to nobody. */
const used = (id: SQL) => sql`exists (
  select from documents as tag join postings as tagged on tagged.kind = 2 and tagged.lexeme = '#' || tag.name where tag.id = ${id})`;

/** All that searches go by, without how it came to be: two indexes that hold the same answer the same. */
export async function indexState(db: Db): Promise<string[]> {
  const parts = [
    sql`select 'document ' || kind || ' ' || id || ' ' || language || ' ' || coalesce(author_id::text, '') || ' ' ||
      coalesce(name, '') || ' ' || vector::text || ' ' || array_to_string(texts, '|') || ' ' ||
      (select string_agg(mark, ',' order by mark) from unnest(marks) as mark) as line
      from documents where not is_gone and (kind <> 5 or ${used(sql`documents.id`)})`,
    sql`select 'posting ' || kind || ' ' || id || ' ' || lexeme from postings where kind <> 5 or ${used(sql`postings.id`)}`,
    sql`select 'popularity ' || subject_id || ' ' || total from popularity where total <> 0`,
    sql`select 'audience ' || post_id || ' ' || visibility || ' ' || coalesce(group_id::text, '') from post_audiences where not is_deleted`,
    sql`select 'person ' || user_id || ' ' || is_private from people`,
    sql`select 'follow ' || follower_id || ' ' || followed_id from follows where holds`,
    sql`select 'block ' || blocker_id || ' ' || blocked_id from blocks where holds`,
    sql`select 'group ' || group_id || ' ' || privacy from groups`,
    sql`select 'member ' || group_id || ' ' || user_id from group_members where holds`,
  ];
  const { rows } = await db.execute<{ line: string }>(
    sql`${sql.join(parts, sql` union all `)} order by line`,
  );
  return rows.map(({ line }) => line);
}

/** Hands an event to the consumers as if it had this sequence. */
export async function deliver(
  { db }: Pick<TestSubgraph, 'db'>,
  event: NewEvent,
  sequence: number,
): Promise<void> {
  const { consumers: _, liveId: __, ...rest } = event;
  await db.transaction(async (tx) => {
    const signal = AbortSignal.timeout(10_000);
    for (const taker of consumers.filter(({ contract }) => contract.name === event.type)) {
      await taker.handle(taker.contract.parse({ ...rest, sequence }), { tx, signal, log: console as never });
    }
  });
}
