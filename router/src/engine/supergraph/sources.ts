import type { DocumentNode, FieldDefinitionNode, FieldNode } from 'graphql';
import { Kind } from 'graphql';
import type { ObjectTypes } from './join.ts';
import { graphOf, isOn, namedType, objectTypes, textOf } from './join.ts';

/** A subgraph that answers a field, and what it requires for that. */
export interface Source {
  readonly graph: string;
  readonly requires: string | undefined;
}

/** Who answers the fields of a supergraph's object types. Subgraphs go by the names that join directives give them. */
export class Sources {
  readonly #types: ObjectTypes;

  constructor(document: DocumentNode) {
    this.#types = objectTypes(document);
  }

  field(type: string, { name }: FieldNode): FieldDefinitionNode | undefined {
    return this.#types.get(type)?.fields?.find((each) => each.name.value === name.value);
  }

  /** All that answer a field of a type; none: it is not plain who does. */
  of(type: string, { directives = [] }: FieldDefinitionNode): Source[] {
    const joins = directives.filter(({ name }) => name.value === 'join__field');
    if (joins.length === 0) {
      const everywhere = this.#types.get(type)?.directives ?? [];
      return everywhere
        .filter(({ name }) => name.value === 'join__type')
        .map((each) => ({ graph: graphOf(each) ?? '', requires: undefined }));
    }
    const isUnclear = joins.some(
      (each) => graphOf(each) === undefined || textOf(each, 'overrideLabel') !== undefined,
    );
    if (isUnclear) return [];
    return joins
      .filter((each) => !isOn(each, 'external') && !isOn(each, 'usedOverridden'))
      .map((each) => ({ graph: graphOf(each) ?? '', requires: textOf(each, 'requires') }));
  }

  /** Whether a subgraph answers a field without being told more. */
  isFree(graph: string, type: string, field: FieldNode): boolean {
    const definition = this.field(type, field);
    return (
      definition !== undefined &&
      this.of(type, definition).some((source) => source.graph === graph && source.requires === undefined)
    );
  }

  /** Whether a subgraph answers all that is selected of a field without being told more. */
  isWhollyIn(graph: string, type: string, field: FieldNode): boolean {
    const definition = this.field(type, field);
    if (definition === undefined) return false;
    const inner = namedType(definition.type);
    return (field.selectionSet?.selections ?? []).every(
      (each) =>
        each.kind === Kind.FIELD && this.isFree(graph, inner, each) && this.isWhollyIn(graph, inner, each),
    );
  }
}
