import { done } from '@ursa/outcome';
import type { MutationScope } from '@ursa/subgraph-kit';
import { idInput, viewerMutation } from '@ursa/subgraph-kit';
import { eq } from 'drizzle-orm';
import type { MediaContext } from '../../context.ts';
import { altText } from '../../domain/alt-text.ts';
import { lockOwnMedia, targetPath } from '../../domain/lock-media.ts';
import type { DescribeMediaInput } from '../../generated/resolvers.ts';
import { media } from '../../tables/index.ts';

export const describeMedia = viewerMutation({
  name: 'describeMedia',
  entity: 'media',
  async run({ viewer, input, tx, context }: MutationScope<DescribeMediaInput, MediaContext>) {
    const id = idInput('media', input.mediaId, targetPath);
    if (!id.ok) return id;
    const alt = altText(input.alt, ['alt']);
    if (!alt.ok) return alt;
    const row = await lockOwnMedia(tx, id.value, viewer, (target) => context.loaders.mediaById.load(target));
    if (!row.ok) return row;
    await tx.update(media).set({ alt: alt.value }).where(eq(media.id, id.value));
    return done(id.value);
  },
  answer: (id, { loaders }) => loaders.mediaById.load(id),
});
