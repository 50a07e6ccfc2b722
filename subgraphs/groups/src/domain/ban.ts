import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, invalid } from '@ursa/outcome';
import { and, eq, sql } from 'drizzle-orm';
import { bans } from '../tables/index.ts';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { dropMember, findMember } from './members.ts';
import { can, outranks } from './permissions.ts';
import { closeInvitation, closeRequest } from './waiting.ts';

const notYours = failed(forbidden('Only moderators, admins and owners keep people out.', groupPath));

/** Keeps somebody out of a group that the caller holds; what they were there, or asked for, ends. */
export async function ban(tx: Tx, viewer: UserId, group: GroupView, userId: UserId): Promise<Outcome<null>> {
  if (!can(group.viewerRole, 'ban')) return notYours;
  if (userId === viewer) return failed(invalid(['userId'], 'You cannot keep yourself out.'));
  const who = { groupId: group.id, userId };
  const member = await findMember(tx, who);
  if (member && !outranks(group.viewerRole, member.role)) {
    return failed(forbidden('A member whose role is not below yours is not yours to ban.', ['userId']));
  }
  await tx
    .insert(bans)
    .values({ ...who, bannedById: viewer, bannedAt: sql`clock_timestamp()` })
    .onConflictDoNothing();
  await emitAll(tx, [
    ...(await closeRequest(tx, who, { accepted: false, answeredById: viewer })),
    ...(await closeInvitation(tx, who, { accepted: false })),
    ...(member ? await dropMember(tx, who, { banned: true }) : []),
  ]);
  return done(null);
}

/** Lets somebody come again to a group that the caller holds. Without a ban it has no effect. */
export async function unban(tx: Tx, group: GroupView, userId: UserId): Promise<Outcome<null>> {
  if (!can(group.viewerRole, 'ban')) return notYours;
  await tx.delete(bans).where(and(eq(bans.groupId, group.id), eq(bans.userId, userId)));
  return done(null);
}
