import { retype } from '@ursa/ids';
import { done, failed, invalid } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { NotificationsContext } from '../../context.ts';
import { updatePreferences } from '../../domain/update-preferences.ts';
import type { UpdateNotificationPreferencesInput } from '../../generated/resolvers.ts';

const path = ['preferences'];

export const updateNotificationPreferences = viewerMutation({
  name: 'updateNotificationPreferences',
  entity: 'viewer',
  async run({ viewer, input, tx }: MutationScope<UpdateNotificationPreferencesInput, NotificationsContext>) {
    const { preferences } = input;
    if (preferences.length === 0) return failed(invalid(path, 'Name at least one kind.'));
    const kinds = new Set<string>();
    for (const [at, { kind }] of preferences.entries()) {
      if (kinds.has(kind)) return failed(invalid([...path, String(at), 'kind'], 'Name each kind once.'));
      kinds.add(kind);
    }
    await updatePreferences(tx, viewer, preferences);
    return done(null);
  },
  answer: (_, { viewer }) => (viewer === null ? null : { id: retype(viewer, 'viewer') }),
});
