import type { DocumentNode } from 'graphql';
import { parse } from 'graphql';
import type { FieldSets } from './field-sets.ts';
import { readFieldSets } from './field-sets.ts';
import type { FixedField } from './fixed-fields.ts';
import { fixRequiredFields } from './fixed-fields.ts';
import { resolvableKeysFirst } from './key-order.ts';
import { overrideLabels } from './override-labels.ts';

/** A supergraph as plans are made for it, and what running them has to know of that. */
export interface PlannedForm {
  /** With fields of ours for those that are required with arguments. */
  readonly document: DocumentNode;
  /** Those fields, by name. */
  readonly fixedFields: ReadonlyMap<string, FixedField>;
  readonly fieldSets: FieldSets;
  /** Labels of progressive overrides. */
  readonly overrideLabels: readonly string[];
}

/** Reads it from the SDL of a valid supergraph. */
export function plannedForm(sdl: string): PlannedForm {
  const given = resolvableKeysFirst(parse(sdl, { noLocation: true }));
  const { document, fields } = fixRequiredFields(given);
  return {
    document,
    fixedFields: fields,
    fieldSets: readFieldSets(document),
    overrideLabels: overrideLabels(given),
  };
}
