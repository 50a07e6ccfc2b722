import type { AudienceContext } from '@ursa/audience';
import type { Services } from '../services.ts';

/** What loaders need of a request; the publisher of scheduled posts has less: it works in a transaction, uncached. */
export interface LoaderContext extends AudienceContext {
  readonly services?: Services;
}
