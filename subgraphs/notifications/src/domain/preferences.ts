import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { eq } from 'drizzle-orm';
import type { NotificationKind } from '../tables/index.ts';
import { kind as kinds, preferences } from '../tables/index.ts';

export type Channel = 'IN_APP' | 'PUSH' | 'MAIL';

/** By which channels somebody is told of a kind. */
export interface Preference {
  kind: NotificationKind;
  channels: Channel[];
}

/** What holds until somebody chooses. */
const atFirst: Channel[] = ['IN_APP', 'PUSH'];

/** What somebody is told by, for every kind. */
export async function preferencesOf(tx: Tx, userId: UserId): Promise<Preference[]> {
  const rows = await tx.select().from(preferences).where(eq(preferences.userId, userId));
  const chosen = new Map(rows.map((row) => [row.kind, channelsOf(row)]));
  return kinds.enumValues.map((kind) => ({ kind, channels: chosen.get(kind) ?? atFirst }));
}

function channelsOf({ inApp, push, mail }: Pick<typeof preferences.$inferSelect, 'inApp' | 'push' | 'mail'>) {
  const all: [boolean, Channel][] = [
    [inApp, 'IN_APP'],
    [push, 'PUSH'],
    [mail, 'MAIL'],
  ];
  return all.filter(([wanted]) => wanted).map(([, channel]) => channel);
}
