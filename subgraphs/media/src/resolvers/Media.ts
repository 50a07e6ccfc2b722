import { idArgument } from '@ursa/subgraph-kit';
import { attachMarginMs } from '../domain/lifetimes.ts';
import type { MediaResolvers } from '../generated/resolvers.ts';
import type { MediaRow } from '../tables/index.ts';
import { served } from './MediaVariant.ts';

export const Media: MediaResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.mediaById.load(idArgument('media', id, 'id')),
  status: ({ status }) => (status === 'REMOVING' ? 'FAILED' : status),
  variants: (row) => row.variants.map((variant) => served(row, variant)),
  url(row, args, { services }) {
    // Said to be none it is the default, too.
    const wanted = args.variant ?? 'FEED';
    const found = row.variants.find(
      ({ name, contentType }) => name === wanted && contentType !== 'image/avif',
    );
    return found ? services.urls.ofFile(row.id, found.file) : null;
  },
  poster({ kind, status, variants }) {
    if (kind !== 'VIDEO' || status !== 'READY') return null;
    return variants.some(({ name }) => name === 'THUMBNAIL') ? 'AVAILABLE' : 'NOT_AVAILABLE';
  },
  viewerCanAttach: (row, _, { viewer }) => row.ownerId === viewer && row.status === 'READY' && stays(row),
  viewerCanEdit: ({ ownerId }, _, { viewer }) => ownerId === viewer,
};

function stays({ removeAfter }: MediaRow): boolean {
  return removeAfter === null || removeAfter.getTime() - attachMarginMs > Date.now();
}
