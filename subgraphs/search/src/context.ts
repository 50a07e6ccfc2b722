import type { Context } from '@ursa/subgraph-kit';
import type { Loaders } from './loaders/index.ts';

/** What the resolvers of this subgraph get. */
export type SearchContext = Context<Loaders>;
