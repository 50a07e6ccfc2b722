import type { AudienceContext } from '@ursa/audience';

/** What loaders need of a request; the publisher of scheduled posts has no more either. */
export type LoaderContext = AudienceContext;
