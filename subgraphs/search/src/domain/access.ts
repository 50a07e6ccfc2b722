import { notBlocked, readable } from '@ursa/audience';
import { sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

/** A tag is shown when one of so many of its latest posts is. */
const latestPosts = 50;

/** SQL without parameters, as text. */
const textOf = (condition: ReturnType<typeof sql>) => new PgDialect().sqlToQuery(condition).sql;

const postShown = (me: string, post: string) => `exists (
  select 1 from post_audiences as audience
  where audience.post_id = ${post} and not audience.is_deleted and ${textOf(
    readable(sql.raw(me), {
      authorId: sql.raw('audience.author_id'),
      visibility: sql.raw('audience.visibility'),
      groupId: sql.raw('audience.group_id'),
    }),
  )})`;

const met = (me: string, person: string) => textOf(notBlocked(sql.raw(me), sql.raw(person)));

/** Whether the viewer may see a found document: the same rules as its owner's, over the projection of libs/audience. */
export function shown(me: string, found: string): string {
  return `case ${found}.kind
    when 1 then exists (select 1 from people where user_id = ${found}.id) and ${met(me, `${found}.id`)}
    when 2 then ${postShown(me, `${found}.post_id`)}
    when 3 then ${postShown(me, `${found}.post_id`)} and ${met(me, `${found}.author_id`)}
    when 4 then exists (
      select 1 from groups where group_id = ${found}.id and (privacy <> 'SECRET' or exists (
        select 1 from group_members where group_id = ${found}.id and user_id = ${me} and holds)))
    when 5 then exists (
      select 1 from (
        select id from postings where kind = 2 and lexeme = '#' || ${found}.name order by id desc limit ${latestPosts}
      ) as tagged where ${postShown(me, 'tagged.id')})
  end`;
}
