import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';
import type { Opened } from './planning/messages.ts';
import type { PlannedForm } from './supergraph/planned-form.ts';
import { plannedForm } from './supergraph/planned-form.ts';

/** A supergraph in the forms that running plans takes. */
export interface ServedSupergraph {
  sdl: string;
  /** As plans are made for it. */
  planned: PlannedForm;
  /** Every type of every subgraph. */
  wholeSchema: GraphQLSchema;
  /** What clients see. */
  clientSchema: GraphQLSchema;
  subgraphs: readonly { name: string; url: string }[];
}

/** The supergraph of this SDL, which the planning thread has read and found valid. */
export function servedSupergraph(sdl: string, { apiSdl, subgraphs }: Opened): ServedSupergraph {
  return {
    sdl,
    planned: plannedForm(sdl),
    wholeSchema: buildSchema(sdl, { assumeValid: true, assumeValidSDL: true }),
    clientSchema: buildSchema(apiSdl),
    subgraphs,
  };
}
