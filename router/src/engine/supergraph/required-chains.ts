import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  FieldNode,
  SelectionNode,
  SelectionSetNode,
  TypeNode,
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
  /** The subgraph that tells them, and what it is sure to have told. */
  readonly graph: string;
  readonly told: readonly string[];
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
    const way = chains.way(selectionOf(requires), { type, graph, along: [`${type}.${field}`] });
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
    at: Pick<Place, 'type' | 'graph' | 'along'>,
  ): { subgraph: string; key: readonly string[]; links: readonly Link[] } | undefined {
    const { type, graph } = at;
    if (!this.#isChain(required, type) && !this.#leadsAstray(required, type, graph)) return undefined;
    const subgraph = this.#nameOf(graph);
    const [key, ...others] = this.#fieldSets.identities(subgraph, type);
    if (key === undefined) return undefined;
    // By which of its keys a plan asks for the object is not known beforehand.
    const isOnly = others.length === 0 && this.#fieldSets.keys(subgraph, type).size === key.length + 1;
    const links = this.#links(required, { ...at, path: [], told: isOnly ? key : [] });
    return links && { subgraph, key, links };
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
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) return undefined;
      if (place.told.includes(selection.name.value)) continue;
      const definition = this.#sources.field(place.type, selection);
      if (definition === undefined) return undefined;
      const sources = this.#inOrder(this.#sources.of(place.type, definition), place);
      const more = first(sources, (source) => this.#from(source, selection, definition, place));
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
    place: Place,
  ): Link[] | undefined {
    const { type, along } = place;
    const name = `${type}.${field.name.value}`;
    if (along.includes(name)) return undefined;
    const known = first(this.#keysOf(graph, place), (keys) => this.#known(keys, place));
    const needed =
      requires === undefined ? [] : this.#links(selectionOf(requires), { ...place, along: [...along, name] });
    const whole = this.#whole(graph, field, declared, place);
    if (known === undefined || needed === undefined || whole === undefined) return undefined;
    const link = { ...this.#at(graph, place, known.keys), selectionSet: selecting(whole.field) };
    return [...known.links, ...needed, link, ...whole.links];
  }

  /** A field as a subgraph is asked for it, and what brings the rest of what is selected of it. */
  #whole(
    graph: string,
    field: FieldNode,
    declared: TypeNode,
    { path, along }: Place,
  ): { readonly field: FieldNode; readonly links: readonly Link[] } | undefined {
    if (field.selectionSet === undefined) return { field, links: [] };
    const type = namedType(declared);
    const isOwn = (each: SelectionNode) =>
      each.kind === Kind.FIELD &&
      this.#sources.isFree(graph, type, each) &&
      this.#sources.isWhollyIn(graph, type, each);
    const { selections } = field.selectionSet;
    const there = [...path, field.name.value, ...Array<string>(listsIn(declared)).fill('@')];
    const told = this.#keyNames(type).filter((name) => this.#sources.isFree(graph, type, fieldOf(name)));
    const others: SelectionSetNode = {
      kind: Kind.SELECTION_SET,
      selections: selections.filter((each) => !isOwn(each)),
    };
    const links = this.#links(others, { type, path: there, graph, told, along });
    if (links === undefined) return undefined;
    const used = told.filter((name) => keysAt(there, links).includes(name));
    const keys = links.length > 0 ? ['__typename', ...used].map(fieldOf) : [];
    const selectionSet: SelectionSetNode = {
      kind: Kind.SELECTION_SET,
      selections: [...keys, ...selections.filter(isOwn)],
    };
    return { field: { ...field, selectionSet }, links };
  }

  /** What brings a key of the objects at a place, through others that know them by what is known of them. */
  #known(keys: readonly string[], place: Place): { keys: readonly string[]; links: Link[] } | undefined {
    const known = new Set(place.told);
    const links: Link[] = [];
    while (!keys.every((name) => known.has(name))) {
      const missing = this.#keyNames(place.type).filter((name) => !known.has(name));
      const more = first(this.#graphs(place), (graph) => {
        const brought = missing.filter((name) => this.#sources.isFree(graph, place.type, fieldOf(name)));
        const by = this.#keysOf(graph, place).find((key) => key.every((name) => known.has(name)));
        if (by === undefined || brought.length === 0) return undefined;
        return {
          brought,
          link: { ...this.#at(graph, place, by), selectionSet: selecting(...brought.map(fieldOf)) },
        };
      });
      if (more === undefined) return undefined;
      links.push(more.link);
      for (const name of more.brought) known.add(name);
    }
    return { keys, links };
  }

  /** The keys by which a subgraph can be asked for objects; the one whose field requires something is told one anyhow. */
  #keysOf(graph: string, { type, path, graph: here }: Place): readonly (readonly string[])[] {
    const keys = this.#fieldSets.identities(this.#nameOf(graph), type);
    return path.length === 0 && graph === here && keys.length > 0 ? [[]] : keys;
  }

  /** The subgraphs that know objects, the one first that tells them. */
  #graphs({ graph }: Place): string[] {
    return [graph, ...[...this.#names.keys()].filter((each) => each !== graph)];
  }

  /** The names in the keys by which subgraphs refer to each other's objects of a type. */
  #keyNames(type: string): string[] {
    return [
      ...new Set([...this.#names.values()].flatMap((name) => this.#fieldSets.identities(name, type).flat())),
    ];
  }

  #at(graph: string, { path, type }: Place, keys: readonly string[]): Omit<Link, 'selectionSet'> {
    return { path, subgraph: this.#nameOf(graph), type: { name: type }, keys };
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
