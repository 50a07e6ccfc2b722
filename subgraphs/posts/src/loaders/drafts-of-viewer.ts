import { anyOf } from '@ursa/database';
import type { Id, UserId } from '@ursa/ids';
import type { Page, Slice } from '@ursa/pagination';
import { pageOf } from '@ursa/pagination';
import DataLoader from 'dataloader';
import { and, eq } from 'drizzle-orm';
import type { DraftRow } from '../tables/index.ts';
import { drafts } from '../tables/index.ts';
import type { LoaderContext } from './loader-context.ts';

/** Drafts by their ids: the viewer's own, nobody else's exist. */
export function draftById({ db, viewer }: LoaderContext) {
  return new DataLoader<Id<'draft'>, DraftRow | null>(async (ids) => {
    if (viewer === null) return ids.map(() => null);
    const own = and(anyOf(drafts.id, ids), eq(drafts.authorId, viewer));
    const rows = await db.select().from(drafts).where(own);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** What somebody wrote and did not publish yet, newest first, and how many there are: at most 100 in all. */
export function draftsOfViewer({ db }: LoaderContext) {
  const mine = (viewer: UserId) => eq(drafts.authorId, viewer);
  return {
    page: (viewer: UserId, page: Page): Promise<Slice<DraftRow>> =>
      pageOf(db, { from: drafts, where: mine(viewer), orderBy: [drafts.id], direction: 'desc' }, page),
    count: (viewer: UserId): Promise<number> => db.$count(drafts, mine(viewer)),
  };
}
