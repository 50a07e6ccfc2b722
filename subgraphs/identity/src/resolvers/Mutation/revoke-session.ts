import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { IdentityContext } from '../../context.ts';
import { findOwnSession, revokeSession as revoke } from '../../domain/revoke-session.ts';
import type { MutationResolvers, RevokeSessionInput } from '../../generated/resolvers.ts';
import { requireCurrentSession } from '../current-session.ts';

const revokeOnce = viewerMutation({
  name: 'revokeSession',
  entity: 'session',
  async run({ viewer, input, tx }: MutationScope<RevokeSessionInput, IdentityContext>) {
    const id = idInput('session', input.sessionId, ['sessionId']);
    if (!id.ok) return id;
    const revoked = await revoke(tx, { id: id.value, accountId: viewer });
    return revoked.ok ? done({ id: id.value, accountId: viewer }) : revoked;
  },
  answer: (own, { db }) => findOwnSession(db, own),
});

export const revokeSession: MutationResolvers['revokeSession'] = async (parent, args, context) => {
  await requireCurrentSession(context);
  return revokeOnce(parent, args, context);
};
