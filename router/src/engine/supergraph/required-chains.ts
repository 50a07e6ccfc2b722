import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  FieldNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { Kind } from 'graphql';
import type { FieldSets } from './field-sets.ts';
import { selectionOf } from './field-sets.ts';
import { graphOf, isOn, listsIn, namedType, subgraphNames, textOf } from './join.ts';
import type { Source } from './sources.ts';
import { Sources } from './sources.ts';

/** What plans have to fetch on the way to a field that requires what requires something itself. */
export interface Link {
  /** Where, from the object whose field requires it. */
  readonly path: readonly string[];
  readonly subgraph: string;
  readonly type: { readonly name: string };
  /** By which the objects there are asked for; none: as the one whose field requires it. */
  readonly keys: readonly string[];
  readonly selectionSet: SelectionSetNode;
}

/** A supergraph without chains of requirements. */
export interface CutSupergraph {
  readonly document: DocumentNode;
  readonly links: Links;
}

/** What has to be fetched before a subgraph's field can be asked for, where plans do not know of it; by `fieldAt`. */
export type Links = ReadonlyMap<string, readonly Link[]>;

/** A subgraph's field. */
export function fieldAt(subgraph: string, type: string, field: string): string {
  return `${subgraph} ${type}.${field}`;
}

/** Objects of which something is required. */
interface Place {
  readonly type: string;
  readonly path: readonly string[];
  /** The subgraph that tells them. */
  readonly graph: string;
  /** The fields whose requirements have led there: `Item.price`. */
  readonly along: readonly string[];
}

/**
 * Lets a field require nothing but a key, where planners lose their way to what it requires: in chains of requirements that
 * come back to a subgraph, and where what is required is said to be external in a subgraph they come by. What has to be
 * fetched instead is told apart.
 */
export function cutChains(document: DocumentNode, fieldSets: FieldSets): CutSupergraph {
  const links = new Map<string, readonly Link[]>();
  const chains = new Chains(document, fieldSets);
  const cut = (directive: ConstDirectiveNode, type: string, field: string): ConstDirectiveNode => {
    const requires = directive.name.value === 'join__field' ? textOf(directive, 'requires') : undefined;
    const graph = graphOf(directive);
    if (requires === undefined || graph === undefined) return directive;
    const way = chains.way(selectionOf(requires), { type, graph, path: [], along: [`${type}.${field}`] });
    if (way === undefined) return directive;
    links.set(fieldAt(way.subgraph, type, field), way.links);
    const value = { kind: Kind.STRING as const, value: way.key.join(' ') };
    const given = directive.arguments ?? [];
    return {
      ...directive,
      arguments: given.map((each) => (each.name.value === 'requires' ? { ...each, value } : each)),
    };
  };
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
    const fields = definition.fields?.map(({ directives = [], ...field }) => ({
      ...field,
      directives: directives.map((each) => cut(each, definition.name.value, field.name.value)),
    }));
    return { ...definition, ...(fields && { fields }) };
  });
  return { document: { ...document, definitions }, links };
}

class Chains {
  readonly #sources: Sources;
  readonly #fieldSets: FieldSets;
  readonly #names: ReadonlyMap<string, string>;

  constructor(document: DocumentNode, fieldSets: FieldSets) {
    this.#sources = new Sources(document);
    this.#fieldSets = fieldSets;
    this.#names = subgraphNames(document);
  }

  /** The way to what a field requires, and the key with which it begins. Undefined: planners find it, or there is none. */
  way(
    required: SelectionSetNode,
    place: Place,
  ): { subgraph: string; key: readonly string[]; links: readonly Link[] } | undefined {
    const { type, graph } = place;
    if (!this.#isChain(required, type) && !this.#leadsAstray(required, type, graph)) return undefined;
    const subgraph = this.#nameOf(graph);
    const [key] = this.#fieldSets.identities(subgraph, type);
    const links = this.#links(required, place);
    if (key === undefined || links === undefined) return undefined;
    const own = links.map((link) =>
      link.path.length === 0 && link.subgraph === subgraph ? { ...link, keys: [] } : link,
    );
    const told = this.#told(place);
    const keys = keysAt([], own).filter((name) => !told.includes(name));
    if (keys.length === 0) return { subgraph, key, links: own };
    if (!keys.every((name) => this.#sources.isFree(graph, type, fieldOf(name)))) return undefined;
    const first = {
      path: [],
      subgraph,
      type: { name: type },
      keys: [],
      selectionSet: selecting(...keys.map(fieldOf)),
    };
    return { subgraph, key, links: [first, ...own] };
  }

  /** Whether something in it requires something itself, whoever is asked. */
  #isChain({ selections }: SelectionSetNode, type: string): boolean {
    return selections.some((each) => {
      if (each.kind !== Kind.FIELD) return false;
      const definition = this.#sources.field(type, each);
      if (definition === undefined) return false;
      const sources = this.#sources.of(type, definition);
      if (sources.length > 0 && sources.every(({ requires }) => requires !== undefined)) return true;
      return each.selectionSet !== undefined && this.#isChain(each.selectionSet, namedType(definition.type));
    });
  }

  /** Whether a part of it is told by the subgraph itself, the rest by others, and some other one does not tell that part. */
  #leadsAstray({ selections }: SelectionSetNode, type: string, graph: string): boolean {
    return selections.some((each) => {
      if (each.kind !== Kind.FIELD || each.selectionSet === undefined) return false;
      const definition = this.#sources.field(type, each);
      if (
        definition === undefined ||
        !this.#sources.isFree(graph, type, each) ||
        this.#sources.isWhollyIn(graph, type, each)
      )
        return false;
      const isHidden = definition.directives?.some(
        (join) => isOn(join, 'external') || textOf(join, 'requires') !== undefined,
      );
      return isHidden || this.#leadsAstray(each.selectionSet, namedType(definition.type), graph);
    });
  }

  /** What brings everything that is selected. Undefined: there is something that nobody brings. */
  #links({ selections }: SelectionSetNode, place: Place): Link[] | undefined {
    const links: Link[] = [];
    const told = this.#told(place);
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) return undefined;
      if (told.includes(selection.name.value)) continue;
      const definition = this.#sources.field(place.type, selection);
      if (definition === undefined) return undefined;
      const sources = this.#sources.of(place.type, definition);
      const more = first(this.#inOrder(sources, place), (source) =>
        this.#from(source, selection, definition, place),
      );
      if (more === undefined) return undefined;
      links.push(...more);
    }
    return links;
  }

  /** The subgraph that tells the object itself, then others, and last those that require something. */
  #inOrder(sources: readonly Source[], { graph }: Place): Source[] {
    const rank = (source: Source) =>
      (source.requires === undefined ? 0 : 2) + (source.graph === graph ? 0 : 1);
    return sources.toSorted((one, other) => rank(one) - rank(other));
  }

  /** What brings a field from a subgraph. */
  #from(
    { graph, requires }: Source,
    field: FieldNode,
    { type: declared }: FieldDefinitionNode,
    { type, path, along, graph: here }: Place,
  ): Link[] | undefined {
    const name = `${type}.${field.name.value}`;
    const subgraph = this.#nameOf(graph);
    const [keys] = this.#fieldSets.identities(subgraph, type);
    if (keys === undefined || along.includes(name)) return undefined;
    const before =
      requires === undefined
        ? []
        : this.#links(selectionOf(requires), { type, path, graph: here, along: [...along, name] });
    if (before === undefined) return undefined;
    const link = { path, subgraph, type: { name: type }, keys };
    if (field.selectionSet === undefined) return [...before, { ...link, selectionSet: selecting(field) }];
    const inner = namedType(declared);
    const isOwn = (each: SelectionNode) =>
      each.kind === Kind.FIELD &&
      this.#sources.isFree(graph, inner, each) &&
      this.#sources.isWhollyIn(graph, inner, each);
    const { selections } = field.selectionSet;
    const there = [...path, field.name.value, ...Array<string>(listsIn(declared)).fill('@')];
    const others = selections.filter((each) => !isOwn(each));
    const after = this.#links(
      { kind: Kind.SELECTION_SET, selections: others },
      { type: inner, path: there, graph, along },
    );
    if (after === undefined) return undefined;
    const told = keysAt(there, after);
    if (!told.every((key) => this.#sources.isFree(graph, inner, fieldOf(key)))) return undefined;
    const names = after.length > 0 ? ['__typename', ...told] : [];
    const selectionSet = {
      kind: Kind.SELECTION_SET as const,
      selections: [...names.map(fieldOf), ...selections.filter(isOwn)],
    };
    return [...before, { ...link, selectionSet: selecting({ ...field, selectionSet }) }, ...after];
  }

  /** What is known of an object wherever a subgraph is asked for it: its key, if there is but one. */
  #told({ graph, type }: Place): readonly string[] {
    const subgraph = this.#nameOf(graph);
    const [key = [], ...others] = this.#fieldSets.identities(subgraph, type);
    return others.length === 0 && this.#fieldSets.keys(subgraph, type).size === key.length + 1 ? key : [];
  }

  #nameOf(graph: string): string {
    return this.#names.get(graph) ?? graph;
  }
}

function first<T, R>(from: readonly T[], make: (each: T) => R | undefined): R | undefined {
  for (const each of from) {
    const made = make(each);
    if (made !== undefined) return made;
  }
  return undefined;
}

/** The names of all keys by which objects at this place are asked for. */
function keysAt(path: readonly string[], links: readonly Link[]): string[] {
  const here = links.filter((link) => link.path.join('.') === path.join('.'));
  return [...new Set(here.flatMap(({ keys }) => keys))];
}

function selecting(...selections: readonly FieldNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

function fieldOf(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}
