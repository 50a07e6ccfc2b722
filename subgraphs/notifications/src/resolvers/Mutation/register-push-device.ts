import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { NotificationsContext } from '../../context.ts';
import { parseSubscription } from '../../domain/push-subscription.ts';
import { registerDevice } from '../../domain/register-device.ts';
import type { RegisterPushDeviceInput } from '../../generated/resolvers.ts';

export const registerPushDevice = viewerMutation({
  name: 'registerPushDevice',
  entity: 'pushDevice',
  async run({ viewer, input, tx }: MutationScope<RegisterPushDeviceInput, NotificationsContext>) {
    const subscription = parseSubscription(input);
    return subscription.ok ? registerDevice(tx, viewer, subscription.value) : subscription;
  },
  answer: (id, { loaders }) => loaders.deviceById.load(id),
});
