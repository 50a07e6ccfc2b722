import type { MutationScope } from '@ursa/subgraph-kit';
import { viewerMutation } from '@ursa/subgraph-kit';
import type { MediaContext } from '../../context.ts';
import { createUpload as create } from '../../domain/create-upload.ts';
import { uploadPlan } from '../../domain/upload-plan.ts';
import type { CreateUploadInput } from '../../generated/resolvers.ts';

export const createUpload = viewerMutation({
  name: 'createUpload',
  entity: 'media',
  async run({ viewer, input, tx, context }: MutationScope<CreateUploadInput, MediaContext>) {
    const { kind, size, contentType, sha256, alt } = input;
    const plan = uploadPlan({ kind, size, contentType, sha256, alt, purpose: input.purpose ?? 'POST' });
    return plan.ok ? create(tx, viewer, plan.value, context.services.uploadMs) : plan;
  },
  answer: (id, { loaders }) => loaders.mediaById.load(id),
});
