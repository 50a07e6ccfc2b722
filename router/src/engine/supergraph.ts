import type { Schema } from '@apollo/federation-internals';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import type { ServedSupergraph } from './served-supergraph.ts';
import { plannedForm } from './supergraph/planned-form.ts';

/** A supergraph in the forms the planner and the executor want it. */
export interface LoadedSupergraph extends ServedSupergraph {
  /** As plans are made for it: with fields of ours for those that are required with arguments. */
  supergraph: Supergraph;
  /** What plans are asked for in: what clients see, and fields of ours. */
  apiSchema: Schema;
}

/** Builds the supergraph from its SDL. Throws when it is not a valid Federation 2 supergraph. */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const supportedFeatures = ROUTER_SUPPORTED_SUPERGRAPH_FEATURES;
  const given = Supergraph.build(sdl, { validateSupergraph: true, supportedFeatures });
  const planned = plannedForm(sdl);
  const supergraph = Supergraph.build(planned.document, { validateSupergraph: false, supportedFeatures });
  return {
    sdl,
    planned,
    supergraph,
    wholeSchema: given.schema.toGraphQLJSSchema(),
    apiSchema: supergraph.apiSchema(),
    clientSchema: given.apiSchema().toGraphQLJSSchema({ includeDefer: true }),
    subgraphs: given.subgraphsMetadata(),
  };
}
