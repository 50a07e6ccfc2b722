import type { Schema } from '@apollo/federation-internals';
import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { parse } from 'graphql';
import type { FieldSets } from './supergraph/field-sets.ts';
import { readFieldSets } from './supergraph/field-sets.ts';
import type { FixedField } from './supergraph/fixed-fields.ts';
import { fixRequiredFields } from './supergraph/fixed-fields.ts';
import { resolvableKeysFirst } from './supergraph/key-order.ts';
import { overrideLabels } from './supergraph/override-labels.ts';

/** A supergraph in the forms the planner and the executor want it. */
export interface LoadedSupergraph {
  sdl: string;
  /** As plans are made for it: with fields of ours for those that are required with arguments. */
  supergraph: Supergraph;
  /** Those fields, by name. */
  fixedFields: ReadonlyMap<string, FixedField>;
  fieldSets: FieldSets;
  /** Labels of progressive overrides. */
  overrideLabels: readonly string[];
  /** Every type of every subgraph. */
  wholeSchema: GraphQLSchema;
  /** What plans are asked for in: what clients see, and fields of ours. */
  apiSchema: Schema;
  /** What clients see. */
  clientSchema: GraphQLSchema;
  subgraphs: readonly { name: string; url: string }[];
}

/** Builds the supergraph from its SDL. Throws when it is not a valid Federation 2 supergraph. */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const given = Supergraph.build(sdl, { validateSupergraph: true });
  const document = resolvableKeysFirst(parse(sdl, { noLocation: true }));
  const { document: fixed, fields } = fixRequiredFields(document);
  const supergraph = Supergraph.build(fixed, { validateSupergraph: false });
  return {
    sdl,
    supergraph,
    fixedFields: fields,
    fieldSets: readFieldSets(fixed),
    overrideLabels: overrideLabels(document),
    wholeSchema: given.schema.toGraphQLJSSchema(),
    apiSchema: supergraph.apiSchema(),
    clientSchema: given.apiSchema().toGraphQLJSSchema(),
    subgraphs: given.subgraphsMetadata(),
  };
}
