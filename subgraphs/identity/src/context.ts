import type { Context } from '@ursa/subgraph-kit';
import type { Identity } from './domain/identity.ts';
import type { Loaders } from './loaders/index.ts';

/** What the resolvers of this subgraph get. */
export type IdentityContext = Context<Loaders, Identity>;
