import type { ConstDirectiveNode, DocumentNode, SelectionSetNode } from 'graphql';
import { Kind, parse, visit } from 'graphql';

/** Selections that a supergraph's directives hold. */
export interface FieldSets {
  /** What a subgraph needs to know before it answers a field. */
  required(subgraph: string, type: string, field: string): SelectionSetNode | undefined;
  /** The names of the fields by which a subgraph knows objects of a type. */
  keys(subgraph: string, type: string): ReadonlySet<string>;
  /** The names of all fields that plans may add to what clients ask for: of keys, and what others require. */
  readonly added: ReadonlySet<string>;
  /** Those of them that some field requires with arguments. */
  readonly addedWithArguments: ReadonlySet<string>;
}

/** Reads them from the supergraph's join directives. */
export function readFieldSets(document: DocumentNode): FieldSets {
  const names = subgraphNames(document);
  const required = new Map<string, SelectionSetNode>();
  const keys = new Map<string, Set<string>>();
  const added = new Set(['__typename']);
  const addedWithArguments = new Set<string>();
  const subgraphOf = (directive: ConstDirectiveNode) => names.get(graphOf(directive) ?? '') ?? '';
  for (const definition of document.definitions) {
    if (!('fields' in definition) || !('name' in definition) || definition.name === undefined) continue;
    const type = definition.name.value;
    for (const directive of definition.directives ?? []) {
      const key = directive.name.value === 'join__type' ? textOf(directive, 'key') : undefined;
      if (key === undefined) continue;
      const at = `${subgraphOf(directive)} ${type}`;
      const known = keys.get(at) ?? new Set(['__typename']);
      keys.set(at, known);
      const selectionSet = selectionOf(key);
      for (const name of namesIn(selectionSet, 1)) known.add(name);
      for (const name of namesIn(selectionSet)) added.add(name);
    }
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        const requires = directive.name.value === 'join__field' ? textOf(directive, 'requires') : undefined;
        if (requires === undefined) continue;
        const selectionSet = selectionOf(requires);
        required.set(`${subgraphOf(directive)} ${type}.${field.name.value}`, selectionSet);
        for (const name of namesIn(selectionSet)) added.add(name);
        visit(selectionSet, {
          Field({ name, arguments: given = [] }) {
            if (given.length > 0) addedWithArguments.add(name.value);
          },
        });
      }
    }
  }
  return {
    required: (subgraph, type, field) => required.get(`${subgraph} ${type}.${field}`),
    keys: (subgraph, type) => keys.get(`${subgraph} ${type}`) ?? none,
    added,
    addedWithArguments,
  };
}

const none: ReadonlySet<string> = new Set();

/** The names of the fields that are selected, those within fragments too; down to this depth. */
export function namesIn({ selections }: SelectionSetNode, depth = Number.POSITIVE_INFINITY): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return namesIn(selection.selectionSet, depth);
    const below = selection.selectionSet && depth > 1 ? namesIn(selection.selectionSet, depth - 1) : [];
    return [selection.name.value, ...below];
  });
}

/** The selection in a directive's argument. */
export function selectionOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A selection of fields is none.');
  return definition.selectionSet;
}

/** The subgraph that a join directive speaks of, by the name it has among them. */
export function graphOf({ arguments: args = [] }: ConstDirectiveNode): string | undefined {
  const value = args.find(({ name }) => name.value === 'graph')?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

/** A directive's argument that is a text. */
export function textOf({ arguments: args = [] }: ConstDirectiveNode, argument: string): string | undefined {
  const value = args.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function subgraphNames({ definitions }: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of definition.values ?? []) {
      for (const directive of directives) names.set(name.value, textOf(directive, 'name') ?? name.value);
    }
  }
  return names;
}
