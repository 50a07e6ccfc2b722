import type { Context, RequestContext } from '@ursa/subgraph-kit';
import type { Loaders } from './loaders/index.ts';
import type { Services } from './services.ts';

/** What the loaders of this subgraph get. */
export type ProfilesRequest = RequestContext<Services>;

/** What the resolvers of this subgraph get. */
export type ProfilesContext = Context<Loaders, Services>;
