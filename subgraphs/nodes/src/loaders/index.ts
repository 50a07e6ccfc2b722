import type { RequestContext } from '@ursa/subgraph-kit';
import { nodeById } from './node-by-id.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: RequestContext) {
  return { nodeById: nodeById(ctx) };
}

export type Loaders = ReturnType<typeof loaders>;
