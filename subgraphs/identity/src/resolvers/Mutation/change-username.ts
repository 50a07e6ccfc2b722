import type { MutationScope } from '@ursa/subgraph-kit';
import { payload, requireViewer, viewerMutation } from '@ursa/subgraph-kit';
import type { IdentityContext } from '../../context.ts';
import { changeUsername as rename } from '../../domain/change-username.ts';
import { countAttempt } from '../../domain/throttle.ts';
import type { ChangeUsernameInput, MutationResolvers } from '../../generated/resolvers.ts';
import { requireCurrentSession } from '../current-session.ts';
import { profilesShow } from '../profiles-show.ts';

const renameOnce = viewerMutation({
  name: 'changeUsername',
  entity: 'viewer',
  run({ viewer, input, tx, context }: MutationScope<ChangeUsernameInput, IdentityContext>) {
    const holdMs = context.services.lifetimes.usernameHoldMs;
    return rename(tx, { accountId: viewer, text: input.username, holdMs });
  },
  async answer(username, context) {
    const viewer = requireViewer(context);
    await profilesShow(context, viewer, username);
    return context.loaders.viewerAccount.load(viewer);
  },
});

export const changeUsername: MutationResolvers['changeUsername'] = async (parent, args, context) => {
  const { viewer } = await requireCurrentSession(context);
  const { db, services } = context;
  const limit = services.limits.changeUsernamePerAccount;
  // Counted before the transaction, so that it counts whatever becomes of that.
  const counted = await countAttempt(db, { what: 'change-username', subject: viewer, limit });
  if (!counted.ok) return payload<'viewer', never>('viewer', counted);
  return renameOnce(parent, args, context);
};
