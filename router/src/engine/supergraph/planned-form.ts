import type { DocumentNode } from 'graphql';
import { parse } from 'graphql';
import type { FieldSets } from './field-sets.ts';
import { readFieldSets } from './field-sets.ts';
import type { FixedField } from './fixed-fields.ts';
import { fixRequiredFields } from './fixed-fields.ts';
import { resolvableKeysFirst } from './key-order.ts';
import { overrideLabels } from './override-labels.ts';
import type { Links } from './required-chains.ts';
import { cutChains } from './required-chains.ts';

/** A supergraph as plans are made for it, and what running them has to know of that. */
export interface PlannedForm {
  /** With fields of ours for those that are required with arguments, and without chains of requirements. */
  readonly document: DocumentNode;
  /** Those fields, by name. */
  readonly fixedFields: ReadonlyMap<string, FixedField>;
  /** As the subgraphs have them. */
  readonly fieldSets: FieldSets;
  readonly links: Links;
  /** Labels of progressive overrides. */
  readonly overrideLabels: readonly string[];
}

/** Reads it from the SDL of a valid supergraph. */
export function plannedForm(sdl: string): PlannedForm {
  const given = resolvableKeysFirst(parse(sdl, { noLocation: true }));
  const { document: fixed, fields } = fixRequiredFields(given);
  const fieldSets = readFieldSets(fixed);
  const { document, links } = cutChains(fixed, fieldSets);
  return {
    document,
    fixedFields: fields,
    fieldSets,
    links,
    overrideLabels: overrideLabels(given),
  };
}
