import type { ConstDirectiveNode, DocumentNode, SelectionSetNode } from 'graphql';
import { Kind, parse, visit } from 'graphql';
import { graphOf, isOn, subgraphNames, textOf } from './join.ts';

/** Selections that a supergraph's directives hold. */
export interface FieldSets {
  /** What a subgraph needs to know before it answers a field. */
  required(subgraph: string, type: string, field: string): SelectionSetNode | undefined;
  /** The names of the fields by which a subgraph knows objects of a type. */
  keys(subgraph: string, type: string): ReadonlySet<string>;
  /**
   * The keys of plain fields by which others refer to a subgraph's objects of a type. By a key that nobody else has it may
   * never have been asked for them.
   */
  identities(subgraph: string, type: string): readonly (readonly string[])[];
  /** Whether a subgraph has a field's value only where others give it. */
  external(subgraph: string, type: string, field: string): boolean;
  /** Whether a field brings along what its subgraph cannot tell elsewhere. */
  provides(subgraph: string, type: string, field: string): boolean;
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
  const identities = new Map<string, string[][]>();
  const holders = new Map<string, Set<string>>();
  const [external, provides] = [new Set<string>(), new Set<string>()];
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
      const isPlain = selectionSet.selections.every(
        (each) => each.kind === Kind.FIELD && each.selectionSet === undefined,
      );
      if (!isPlain) continue;
      const names = namesIn(selectionSet);
      const held = heldAs(type, names);
      holders.set(held, (holders.get(held) ?? new Set()).add(subgraphOf(directive)));
      if (isOn(directive, 'resolvable') === false || isOn(directive, 'isInterfaceObject')) continue;
      identities.set(at, [...(identities.get(at) ?? []), names]);
    }
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        if (directive.name.value !== 'join__field') continue;
        const at = `${subgraphOf(directive)} ${type}.${field.name.value}`;
        if (isOn(directive, 'external')) external.add(at);
        if (textOf(directive, 'provides') !== undefined) provides.add(at);
        const requires = textOf(directive, 'requires');
        if (requires === undefined) continue;
        const selectionSet = selectionOf(requires);
        required.set(at, selectionSet);
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
    identities: (subgraph, type) =>
      (identities.get(`${subgraph} ${type}`) ?? []).filter(
        (names) => (holders.get(heldAs(type, names))?.size ?? 0) > 1,
      ),
    external: (subgraph, type, field) => external.has(`${subgraph} ${type}.${field}`),
    provides: (subgraph, type, field) => provides.has(`${subgraph} ${type}.${field}`),
    added,
    addedWithArguments,
  };
}

const none: ReadonlySet<string> = new Set();

function heldAs(type: string, names: readonly string[]): string {
  return `${type} ${names.toSorted().join(' ')}`;
}

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
