import type { Context } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import type { Loaders } from './loaders/index.ts';

/** What the resolvers of this subgraph get. */
export type FeedContext = Context<Loaders, Config>;
