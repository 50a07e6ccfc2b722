import { done, failed, invalid } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { MediaContext } from '../../context.ts';
import { lockOwnMedia, targetPath } from '../../domain/lock-media.ts';
import { setAvatar as set } from '../../domain/set-avatar.ts';
import type { SetAvatarInput } from '../../generated/resolvers.ts';

export const setAvatar = viewerMutation({
  name: 'setAvatar',
  entity: 'user',
  async run({ viewer, input, tx, context }: MutationScope<SetAvatarInput, MediaContext>) {
    const id = input.mediaId == null ? done(null) : idInput('media', input.mediaId, targetPath);
    if (!id.ok) return id;
    if (id.value) {
      const row = await lockOwnMedia(tx, id.value, viewer, (target) =>
        context.loaders.mediaById.load(target),
      );
      if (!row.ok) return row;
      if (row.value.purpose !== 'AVATAR' || row.value.status !== 'READY') {
        return failed(invalid(targetPath, 'This must be an image with purpose AVATAR that is READY.'));
      }
    }
    await set(tx, viewer, id.value);
    return done(viewer);
  },
  answer: (id) => ({ __typename: 'User' as const, id }),
});
