import type { NotificationId } from '@ursa/ids';
import { retype } from '@ursa/ids';
import { failed, invalid } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { NotificationsContext } from '../../context.ts';
import { markRead } from '../../domain/mark-read.ts';
import type { MarkNotificationsReadInput } from '../../generated/resolvers.ts';

const mostIds = 100;
const idsPath = ['notificationIds'];

export const markNotificationsRead = viewerMutation({
  name: 'markNotificationsRead',
  entity: 'viewer',
  async run({ viewer, input, tx }: MutationScope<MarkNotificationsReadInput, NotificationsContext>) {
    const given = input.notificationIds ?? [];
    if (given.length > mostIds) return failed(invalid(idsPath, `At most ${mostIds} at a time.`));
    if (given.length === 0 && input.upTo == null) {
      return failed(invalid([], 'Say which: `notificationIds` or `upTo`.'));
    }
    const ids: NotificationId[] = [];
    for (const [at, text] of given.entries()) {
      const id = idInput('notification', text, [...idsPath, String(at)]);
      if (!id.ok) return id;
      ids.push(id.value);
    }
    const upTo = input.upTo == null ? null : idInput('notification', input.upTo, ['upTo']);
    if (upTo && !upTo.ok) return upTo;
    return markRead(tx, viewer, { ids, upTo: upTo?.value ?? null });
  },
  answer: (_, { viewer }) => (viewer === null ? null : { id: retype(viewer, 'viewer') }),
});
