import type { Tx } from '@ursa/database';
import { isUniqueViolation } from '@ursa/database';
import { GroupChanged } from '@ursa/events/contracts';
import { emit } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden } from '@ursa/outcome';
import { eq } from 'drizzle-orm';
import { groups } from '../tables/index.ts';
import { handleTaken } from './create-group.ts';
import type { GroupFields, WantedFields } from './group-fields.ts';
import { checkFields } from './group-fields.ts';
import { groupState } from './group-state.ts';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { can } from './permissions.ts';

/** Changes what a group that the caller holds says of itself. What is so already leaves no trace. */
export async function updateGroup(tx: Tx, group: GroupView, wanted: WantedFields): Promise<Outcome<null>> {
  const checked = checkFields(wanted);
  if (!checked.ok) return checked;
  if (!can(group.viewerRole, 'update')) {
    return failed(forbidden('Only admins and owners may change a group.', groupPath));
  }
  const changes = changesOf(group, checked.value);
  if (changes.privacy !== undefined && !can(group.viewerRole, 'changePrivacy')) {
    return failed(forbidden('Only owners may change who sees a group.', ['privacy']));
  }
  if (Object.keys(changes).length === 0) return done(null);
  const changed = await change(tx, group, changes);
  if (!changed) return handleTaken;
  await emit(tx, GroupChanged.create(group.id, groupState(changed)));
  return done(null);
}

function changesOf(group: GroupView, fields: GroupFields): GroupFields {
  const differs = ([name, value]: [string, unknown]) => group[name as keyof GroupFields] !== value;
  return Object.fromEntries(Object.entries(fields).filter(differs));
}

async function change(tx: Tx, { id }: GroupView, changes: GroupFields) {
  try {
    // A savepoint, so that a handle already taken does not break the transaction.
    return await tx.transaction(async (inner) => {
      const [changed] = await inner.update(groups).set(changes).where(eq(groups.id, id)).returning();
      return changed;
    });
  } catch (error) {
    if (isUniqueViolation(error, 'groups_by_handle')) return undefined;
    throw error;
  }
}
