import type { MediaId } from '@ursa/ids';
import type { MediaVariantResolvers } from '../generated/resolvers.ts';
import type { MediaRow, StoredVariant } from '../tables/index.ts';

/** A variant, and whose. */
export interface ServedVariant extends StoredVariant {
  readonly mediaId: MediaId;
}

export const served = ({ id }: MediaRow, variant: StoredVariant): ServedVariant => ({
  ...variant,
  mediaId: id,
});

export const MediaVariant: MediaVariantResolvers = {
  url: ({ mediaId, file }, _, { services }) => services.urls.ofFile(mediaId, file),
};
