import { anyOf } from '@ursa/database';
import type { Id } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { and, asc, eq } from 'drizzle-orm';
import { mostDevices } from '../domain/register-device.ts';
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
export function devicesOfViewer({ db, viewer }: RequestContext) {
  return async (): Promise<PushDeviceRow[]> => {
    if (viewer === null) return [];
    const mine = db.select().from(pushDevices).where(eq(pushDevices.userId, viewer));
    return mine.orderBy(asc(pushDevices.id)).limit(mostDevices);
  };
}
