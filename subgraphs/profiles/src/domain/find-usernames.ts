import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';

/**
 * Who bears each of these names (in lower case), or gave it up a short while ago: one statement. Between two the one
 * who bears it now wins, then the later one. Names of nobody are left out.
 */
export async function findUsernames(tx: Tx, usernames: readonly string[]): Promise<Map<string, UserId>> {
  const { rows } = await tx.execute<{ username: string; user_id: string }>(sql`
    select asked.username, found.user_id
    from unnest(${sql.param(usernames)}::text[]) as asked(username)
    cross join lateral (
      (
        select user_id, 1 as rank from profiles
        where username = asked.username order by named_at desc limit 1
      )
      union all
      (
        select user_id, 2 from former_usernames
        where username = asked.username and expires_at > now() order by expires_at desc limit 1
      )
      order by rank limit 1
    ) as found
  `);
  return new Map(rows.map((row) => [row.username, fromUuid('user', row.user_id)]));
}
