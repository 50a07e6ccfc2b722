import { anyOf } from '@ursa/database';
import type { SessionId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { and } from 'drizzle-orm';
import { isOpen } from '../domain/end-session.ts';
import type { SessionRow } from '../tables/index.ts';
import { sessions } from '../tables/index.ts';

/** The session with this id, if it is neither ended nor expired. Whose it is, is for the caller to look at. */
export function openSession({ db }: RequestContext) {
  return new DataLoader<SessionId, SessionRow | null>(async (ids) => {
    const rows = await db
      .select()
      .from(sessions)
      .where(and(anyOf(sessions.id, ids), isOpen));
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
