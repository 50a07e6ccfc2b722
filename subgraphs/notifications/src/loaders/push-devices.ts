import { anyOf } from '@ursa/database';
import type { Id, UserId } from '@ursa/ids';
import type { Page } from '@ursa/pagination';
import { pageOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { and, eq } from 'drizzle-orm';
import type { PushDeviceRow } from '../tables/index.ts';
import { pushDevices } from '../tables/index.ts';

/** The device with this id; null if there is none of the viewer's. */
export function deviceById({ db, viewer }: RequestContext) {
  return new DataLoader<Id<'pushdevice'>, PushDeviceRow | null>(async (ids) => {
    if (viewer === null) return ids.map(() => null);
    const rows = await db
      .select()
      .from(pushDevices)
      .where(and(anyOf(pushDevices.id, ids), eq(pushDevices.userId, viewer)));
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** The devices of one person, the viewer. */
export function devicesOfViewer({ db }: RequestContext) {
  return (userId: UserId, page: Page) => {
    const { id, userId: owner } = pushDevices;
    return pageOf(
      db,
      { from: pushDevices, where: eq(owner, userId), orderBy: [id], direction: 'desc' },
      page,
    );
  };
}
