import type { UserId } from '@ursa/ids';
import { fromUuid, parseId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { AudienceContext } from './audience-context.ts';
import { certain } from './certain.ts';
import { notBlocked } from './not-blocked.ts';

/**
 * Who these usernames are, whatever their case. Names of nobody, of people hidden from the viewer, and those that
 * profiles was too far away to tell, are left out. One statement, and one ask for the names not known here.
 */
export async function resolveUsernames(
  ctx: AudienceContext,
  names: readonly string[],
): Promise<Map<string, UserId>> {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  if (wanted.length === 0) return new Map();

  const { rows } = await ctx.db.execute<{ username: string; user_id: string }>(sql`
    select username, user_id from people
    where username = any(${sql.param(wanted)}::text[]) and ${notBlocked(ctx.viewer, sql`user_id`)}
    order by sequence
  `);
  const found = new Map(rows.map((row) => [row.username, fromUuid('user', row.user_id)]));

  const unknown = wanted.filter((name) => !found.has(name));
  if (unknown.length === 0) return found;
  const question = {
    typename: 'User',
    representations: unknown.map((username) => ({ username })),
    selection: 'id',
    viewer: ctx.viewer,
  } as const;
  const users = await certain(ctx.ask('profiles', question));
  unknown.forEach((name, at) => {
    const id = parseId('user', String(users[at]?.['id'] ?? ''));
    if (id) found.set(name, id);
  });
  return found;
}
