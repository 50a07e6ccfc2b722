import type { RequestContext } from '@ursa/subgraph-kit';
import { highlights } from './highlights.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: RequestContext) {
  return { highlights: highlights(ctx) };
}

export type Loaders = ReturnType<typeof loaders>;
