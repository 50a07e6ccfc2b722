import type { Schema } from '@apollo/federation-internals';
import { Supergraph } from '@apollo/federation-internals';
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
  const given = Supergraph.build(sdl, { validateSupergraph: true });
  const planned = plannedForm(sdl);
  const supergraph = Supergraph.build(planned.document, { validateSupergraph: false });
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
