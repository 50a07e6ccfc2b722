import type { Schema } from '@apollo/federation-internals';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';

/** A supergraph in the forms the planner and the executor want it. */
export interface LoadedSupergraph {
  sdl: string;
  supergraph: Supergraph;
  /** Every type of every subgraph. */
  wholeSchema: GraphQLSchema;
  /** What clients see. */
  apiSchema: Schema;
  clientSchema: GraphQLSchema;
  subgraphs: readonly { name: string; url: string }[];
}

/** Builds the supergraph from its SDL. Throws when it is not a valid Federation 2 supergraph. */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl, {
    validateSupergraph: true,
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  const apiSchema = supergraph.apiSchema();
  return {
    sdl,
    supergraph,
    wholeSchema: supergraph.schema.toGraphQLJSSchema(),
    apiSchema,
    clientSchema: apiSchema.toGraphQLJSSchema(),
    subgraphs: supergraph.subgraphsMetadata(),
  };
}
