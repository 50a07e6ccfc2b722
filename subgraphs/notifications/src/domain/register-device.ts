import type { Tx } from '@ursa/database';
import type { Id, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed } from '@ursa/outcome';
import { and, eq, ne, sql } from 'drizzle-orm';
import { pushDevices, pushes } from '../tables/index.ts';
import type { Subscription } from './push-subscription.ts';

/** Most devices of one person. */
export const mostDevices = 20;

/**
 * Registers a device. Its endpoint is a secret of the browser: who knows it now is who uses it now, and nobody else is
 * told there any more.
 */
export async function registerDevice(
  tx: Tx,
  userId: UserId,
  { endpoint, p256dh, auth }: Subscription,
): Promise<Outcome<Id<'pushdevice'>>> {
  // Two at once must not both be the last one.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`push ${userId}`}, 0))`);
  await forgetOthers(tx, userId, endpoint);
  const [known] = await tx
    .update(pushDevices)
    .set({ p256dh, auth })
    .where(and(eq(pushDevices.endpoint, endpoint), eq(pushDevices.userId, userId)))
    .returning({ id: pushDevices.id });
  if (known) return done(known.id);
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from push_devices where user_id = ${toUuid(userId)} limit ${mostDevices}
  `);
  if (rows.length === mostDevices) {
    return failed(conflict(`You have ${mostDevices} devices: unregister one first.`, ['endpoint']));
  }
  const id = newId('pushdevice');
  await tx
    .insert(pushDevices)
    .values({ id, userId, endpoint, p256dh, auth })
    .onConflictDoUpdate({ target: pushDevices.endpoint, set: { id, userId, p256dh, auth } });
  return done(id);
}

async function forgetOthers(tx: Tx, userId: UserId, endpoint: string): Promise<void> {
  const gone = await tx
    .delete(pushDevices)
    .where(and(eq(pushDevices.endpoint, endpoint), ne(pushDevices.userId, userId)))
    .returning({ id: pushDevices.id });
  for (const { id } of gone) await tx.delete(pushes).where(eq(pushes.deviceId, id));
}

/** Forgets a device of this person, with what waits for it. False: there is none. */
export async function forgetDevice(tx: Tx, userId: UserId, id: Id<'pushdevice'>): Promise<boolean> {
  const gone = await tx
    .delete(pushDevices)
    .where(and(eq(pushDevices.id, id), eq(pushDevices.userId, userId)))
    .returning({ id: pushDevices.id });
  if (gone.length === 0) return false;
  await tx.delete(pushes).where(eq(pushes.deviceId, id));
  return true;
}
