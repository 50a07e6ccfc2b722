import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import type { MediaContext } from '../../context.ts';
import { completeUpload as complete } from '../../domain/complete-upload.ts';
import { lockOwnMedia, targetPath } from '../../domain/lock-media.ts';
import type { CompleteUploadInput } from '../../generated/resolvers.ts';

export const completeUpload = viewerMutation({
  name: 'completeUpload',
  entity: 'media',
  async run({ viewer, input, tx, context }: MutationScope<CompleteUploadInput, MediaContext>) {
    const id = idInput('media', input.mediaId, targetPath);
    if (!id.ok) return id;
    const row = await lockOwnMedia(tx, id.value, viewer, (target) => context.loaders.mediaById.load(target));
    return row.ok ? complete(tx, row.value, context.services.objects) : row;
  },
  answer(id, { loaders, services }) {
    services.bell.ring();
    return loaders.mediaById.load(id);
  },
});
