import { retype } from '@ursa/ids';
import { done, failed, notFound } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { NotificationsContext } from '../../context.ts';
import { forgetDevice } from '../../domain/register-device.ts';
import type { UnregisterPushDeviceInput } from '../../generated/resolvers.ts';

export const unregisterPushDevice = viewerMutation({
  name: 'unregisterPushDevice',
  entity: 'viewer',
  async run({ viewer, input, tx }: MutationScope<UnregisterPushDeviceInput, NotificationsContext>) {
    const id = idInput('pushdevice', input.deviceId, ['deviceId']);
    if (!id.ok) return id;
    const isGone = await forgetDevice(tx, viewer, id.value);
    return isGone ? done(null) : failed(notFound('device', ['deviceId']));
  },
  answer: (_, { viewer }) => (viewer === null ? null : { id: retype(viewer, 'viewer') }),
});
