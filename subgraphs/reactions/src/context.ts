import type { Context, RequestContext } from '@ursa/subgraph-kit';
import type { Loaders } from './loaders/index.ts';
import type { Services } from './services.ts';

/** What the resolvers of this subgraph get. */
export type ReactionsContext = Context<Loaders, Services>;

/** What its loaders are made of. */
export type ReactionsRequest = RequestContext<Services>;
