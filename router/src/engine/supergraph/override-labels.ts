import type { DocumentNode } from 'graphql';
import { visit } from 'graphql';
import { textOf } from './join.ts';

/** The labels of a supergraph's progressive overrides. */
export function overrideLabels(document: DocumentNode): string[] {
  const labels = new Set<string>();
  visit(document, {
    FieldDefinition({ directives = [] }) {
      for (const directive of directives) {
        const label = textOf(directive, 'overrideLabel');
        if (label !== undefined) labels.add(label);
      }
    },
  });
  return [...labels].sort();
}
