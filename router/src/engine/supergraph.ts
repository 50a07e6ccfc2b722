import type { Schema } from '@apollo/federation-internals';
import { Supergraph } from '@apollo/federation-internals';
import type { ServedSupergraph } from './served-supergraph.ts';

/** A supergraph in the forms the planner and the executor want it. */
export interface LoadedSupergraph extends ServedSupergraph {
  supergraph: Supergraph;
  /** What clients see. */
  apiSchema: Schema;
}

/** Builds the supergraph from its SDL. Throws when it is not a valid Federation 2 supergraph. */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl, { validateSupergraph: true });
  const apiSchema = supergraph.apiSchema();
  return {
    sdl,
    supergraph,
    wholeSchema: supergraph.schema.toGraphQLJSSchema(),
    apiSchema,
    clientSchema: apiSchema.toGraphQLJSSchema({ includeDefer: true }),
    subgraphs: supergraph.subgraphsMetadata(),
  };
}
