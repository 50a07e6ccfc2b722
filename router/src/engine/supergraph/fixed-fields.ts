import type {
  ArgumentNode,
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  FieldNode,
  SelectionSetNode,
} from 'graphql';
import { Kind, print, visit } from 'graphql';
import { selectionOf } from './field-sets.ts';
import type { ObjectTypes } from './join.ts';
import { externalIn, graphOf, namedType, objectTypes, textOf } from './join.ts';

/** A field of ours that stands for another one with fixed arguments. */
export interface FixedField {
  readonly field: string;
  readonly arguments: readonly ArgumentNode[];
}

export interface FixedSupergraph {
  readonly document: DocumentNode;
  /** By the names of ours. */
  readonly fields: ReadonlyMap<string, FixedField>;
}

/** A field that is required: with which arguments, by which subgraphs. */
type Uses = Map<string, { readonly node: FieldNode; readonly graphs: Set<string> }>;

/**
 * Where an object's field is required with different arguments, gives each of them a field of its own: plans ask for
 * what is required under the field's name, and that can have one meaning only.
 */
export function fixRequiredFields(document: DocumentNode): FixedSupergraph {
  const types = objectTypes(document);
  const uses = usesIn(document, types);
  const fixed = new Map<string, string>();
  const fields = new Map<string, FixedField>();
  for (const [place, ways] of uses) {
    if (ways.size < 2) continue;
    for (const [index, [text, { node }]] of [...ways].entries()) {
      const name = `${node.name.value}__fixed${index}`;
      fixed.set(`${place} ${text}`, name);
      fields.set(name, { field: node.name.value, arguments: node.arguments ?? [] });
    }
  }
  if (fields.size === 0) return { document, fields };
  const definitions = document.definitions.map((definition) =>
    withFixedFields(withFixedSelections(definition, types, fixed), uses, fixed),
  );
  return { document: { ...document, definitions }, fields };
}

function usesIn(document: DocumentNode, types: ObjectTypes): Map<string, Uses> {
  const all = new Map<string, Uses>();
  for (const definition of document.definitions) {
    eachRequired(definition, (type, directive, requires) => {
      const graph = graphOf(directive) ?? '';
      mapFields(selectionOf(requires), type, types, (place, node) => {
        const uses = all.get(place) ?? new Map();
        const text = textOfArguments(node);
        const use = uses.get(text) ?? { node, graphs: new Set() };
        use.graphs.add(graph);
        all.set(place, uses.set(text, use));
        return node;
      });
    });
  }
  return all;
}

function eachRequired(
  definition: DefinitionNode,
  visitor: (type: string, directive: ConstDirectiveNode, requires: string) => void,
): void {
  if (!('fields' in definition) || !('name' in definition) || definition.name === undefined) return;
  for (const field of definition.fields ?? []) {
    for (const directive of field.directives ?? []) {
      const requires = directive.name.value === 'join__field' ? textOf(directive, 'requires') : undefined;
      if (requires !== undefined) visitor(definition.name.value, directive, requires);
    }
  }
}

/** Changes the fields of object types in a selection; they are told their place, `Product.price`. */
function mapFields(
  selectionSet: SelectionSetNode,
  type: string,
  types: ObjectTypes,
  change: (place: string, node: FieldNode) => FieldNode,
): SelectionSetNode {
  const selections = selectionSet.selections.map((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = selection.typeCondition?.name.value ?? type;
      return { ...selection, selectionSet: mapFields(selection.selectionSet, inner, types, change) };
    }
    const definition = types.get(type)?.fields?.find(({ name }) => name.value === selection.name.value);
    const below = definition ? namedType(definition.type) : '';
    const node = selection.selectionSet
      ? { ...selection, selectionSet: mapFields(selection.selectionSet, below, types, change) }
      : selection;
    return definition?.arguments?.length ? change(`${type}.${node.name.value}`, node) : node;
  });
  return { ...selectionSet, selections };
}

function withFixedSelections<D extends DefinitionNode>(
  definition: D,
  types: ObjectTypes,
  fixed: ReadonlyMap<string, string>,
): D {
  if (!('name' in definition) || definition.name === undefined) return definition;
  const type = definition.name.value;
  return visit(definition, {
    Directive(directive) {
      const requires =
        directive.name.value === 'join__field' ? textOf(directive as never, 'requires') : undefined;
      if (requires === undefined) return undefined;
      const selection = mapFields(selectionOf(requires), type, types, (place, node) => {
        const name = fixed.get(`${place} ${textOfArguments(node)}`);
        return name === undefined ? node : { ...node, name: { kind: Kind.NAME, value: name }, arguments: [] };
      });
      return {
        ...directive,
        arguments: directive.arguments?.map((argument) =>
          argument.name.value === 'requires'
            ? { ...argument, value: { kind: Kind.STRING, value: print(selection).slice(1, -1).trim() } }
            : argument,
        ),
      };
    },
  });
}

function withFixedFields<D extends DefinitionNode>(
  definition: D,
  uses: ReadonlyMap<string, Uses>,
  fixed: ReadonlyMap<string, string>,
): D {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
  const more = (definition.fields ?? []).flatMap((field): FieldDefinitionNode[] => {
    const place = `${definition.name.value}.${field.name.value}`;
    return [...(uses.get(place) ?? [])].flatMap(([text, { graphs }]) => {
      const name = fixed.get(`${place} ${text}`);
      return name === undefined ? [] : [fixedField(field, name, graphs)];
    });
  });
  return { ...definition, fields: [...(definition.fields ?? []), ...more] };
}

/** The same field of the subgraphs that have it, and not of those that require it. */
function fixedField(
  field: FieldDefinitionNode,
  name: string,
  graphs: ReadonlySet<string>,
): FieldDefinitionNode {
  const { kind, type, directives = [] } = field;
  const owners = directives.filter(
    (directive) => directive.name.value === 'join__field' && !graphs.has(graphOf(directive) ?? ''),
  );
  return {
    kind,
    type,
    name: { kind: Kind.NAME, value: name },
    arguments: [],
    directives: [...owners, ...[...graphs].map(externalIn)],
  };
}

function textOfArguments({ arguments: given = [] }: FieldNode): string {
  return given.map(print).sort().join(' ');
}
