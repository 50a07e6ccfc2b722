import type { Context } from '@ursa/subgraph-kit';
import type { Loaders } from './loaders/index.ts';
import type { Services } from './services.ts';

/** What the resolvers of this subgraph get. */
export type PostsContext = Context<Loaders, Services>;
