import type { Tx } from '@ursa/database';
import { anyOf } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { asc } from 'drizzle-orm';
import { profiles } from '../tables/index.ts';
import type { Relation } from './profile.ts';
import { readProfiles } from './read-profiles.ts';

/** It, and whether the other person is asked before they are followed. */
export interface Held extends Relation {
  readonly isPrivate: boolean;
}

/**
 * What lies between the viewer and another person, held still: until the transaction ends nothing between the two
 * changes, for whoever would change it locks the same two rows. Undefined: one of the two does not exist.
 */
export async function holdRelation(tx: Tx, viewer: UserId, other: UserId): Promise<Held | undefined> {
  const held = await holdProfiles(tx, [viewer, other]);
  if (held < 2) return undefined;
  // A second statement, because the first one may have waited and would not see what happened meanwhile.
  const read = (await readProfiles(tx, viewer, [other])).get(other);
  return read && { ...read.relation, isPrivate: read.isPrivate };
}

/** Locks these profiles and tells how many there are. Always in the order of their ids, so that nobody deadlocks. */
export async function holdProfiles(tx: Tx, ids: readonly UserId[]): Promise<number> {
  const held = await tx
    .select({ id: profiles.userId })
    .from(profiles)
    .where(anyOf(profiles.userId, ids))
    .orderBy(asc(profiles.userId))
    .for('no key update');
  return held.length;
}
