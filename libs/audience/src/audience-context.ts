import type { RequestContext } from '@ursa/subgraph-kit';

/** What the audience needs to know of a request. */
export type AudienceContext = Pick<RequestContext, 'viewer' | 'db' | 'ask'>;
