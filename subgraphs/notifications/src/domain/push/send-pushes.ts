import type { Db } from '@ursa/database';
import { toUuid } from '@ursa/ids';
import type { Log } from '@ursa/telemetry';
import { sql } from 'drizzle-orm';
import type { Push, Pushed } from '../../push/push.ts';
import { forgetDevice } from '../register-device.ts';
import type { DuePush } from './due-pushes.ts';
import { stillNews, takeDue } from './due-pushes.ts';

export interface Sender {
  readonly db: Db;
  readonly push: Push;
  readonly log: Log;
}

const atOnce = 10;
const mostAttempts = 5;
const firstPauseMs = 5_000;

/** Tells devices what is due, until nothing is. */
export async function sendPushes(sender: Sender, signal: AbortSignal): Promise<void> {
  for (;;) {
    if (signal.aborted) return;
    const { taken, due } = await takeDue(sender.db, atOnce);
    await Promise.all(due.map((one) => sendOne(sender, one)));
    if (taken < atOnce) return;
  }
}

async function sendOne(sender: Sender, due: DuePush): Promise<void> {
  const { db, log } = sender;
  const { deviceId, userId } = due;
  try {
    const pushed = await send(sender, due);
    if (pushed === 'gone') await forgetDevice(db, userId, deviceId);
    if (pushed === 'refused') log.warn({ device: deviceId }, 'push refused');
  } catch (error) {
    log.warn({ err: error, device: deviceId, attempts: due.attempts }, 'push failed');
    if (due.attempts < mostAttempts) await again(db, due);
  }
}

async function send({ db, push }: Sender, due: DuePush): Promise<Pushed | null> {
  const news = await stillNews(db, due);
  if (!news) return null;
  const { id, kind, subjectId, actorCount } = news;
  return push.send(due.subscription, { notificationId: id, kind, subjectId, actorCount });
}

/** Later: the longer the more often it failed, and not when all others try again. */
async function again(db: Db, { notificationId, deviceId, attempts }: DuePush): Promise<void> {
  const pauseMs = firstPauseMs * 3 ** (attempts - 1) * (0.5 + Math.random());
  await db.execute(sql`
    update pushes set due_at = now() + ${pauseMs} * interval '1 millisecond', attempts = ${attempts}
    where notification_id = ${toUuid(notificationId)} and device_id = ${toUuid(deviceId)}
  `);
}
