import type { FetchNode } from '@apollo/query-planner';
import type {
  DocumentNode,
  FieldNode,
  GraphQLObjectType,
  GraphQLSchema,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { getNamedType, isObjectType, Kind, parse } from 'graphql';
import { listsIn } from '../../lists-in.ts';
import type { FieldSets } from '../../supergraph/field-sets.ts';
import { entitiesIn } from '../needs.ts';
import type { PlanPath } from '../places.ts';
import { allFieldsOn, operationIn, responseName, selectionSetOf } from '../selected.ts';
import type { TypesUnder } from '../types.ts';
import { entityNode, withSelections } from '../words.ts';

/** Where a fetch could stop at entities, for its subgraph to be asked for each of them once. */
export interface Candidate {
  readonly path: PlanPath;
  /** The names of the fields by which the subgraph knows them. */
  readonly keys: readonly string[];
}

/** What splitting fetches needs to know. */
export interface Splitting {
  /** Every type of every subgraph. */
  readonly schema: GraphQLSchema;
  /** The places where fetches are to stop. */
  readonly chosen: ReadonlySet<string>;
  /** Told of every place where one could. */
  note(place: string, candidate: Candidate): void;
}

type Context = { readonly fieldSets: FieldSets; readonly under: TypesUnder };

/** A fetch, and those that go on from where it stops. */
export interface Part {
  readonly node: FetchNode;
  readonly path: PlanPath;
  readonly parts: readonly Part[];
}

/** A selection that goes no further than where it is to stop, and what is selected beyond, outermost first. */
interface Cut {
  readonly selectionSet: SelectionSetNode;
  readonly beyond: readonly Beyond[];
}

interface Beyond extends Cut {
  readonly path: PlanPath;
  readonly type: GraphQLObjectType;
  readonly keys: readonly string[];
}

/** Splits a fetch of a query at the chosen places; what they are is told even if there are none. */
export function splitFetch(node: FetchNode, path: PlanPath, context: Context, splitting: Splitting): Part {
  const whole = { node, path, parts: [] };
  // What the planner rewrites in the answer is found by the way it takes through the whole of it.
  if (node.outputRewrites?.length || node.contextRewrites?.length) return whole;
  const document = parse(node.operation, { noLocation: true });
  const cutter = new Cutter(node.serviceName, document, context, splitting);
  const cut = node.requires === undefined ? cutter.root(path) : cutter.entities(path);
  if (cut === undefined || cut.beyond.length === 0) return whole;
  const partOf = (beyond: Beyond): Part => ({
    node: entityNode(node, document, beyond),
    path: beyond.path,
    parts: beyond.beyond.map(partOf),
  });
  return { node: withSelections(node, document, cut.selectionSet), path, parts: cut.beyond.map(partOf) };
}

class Cutter {
  readonly #subgraph: string;
  readonly #document: DocumentNode;
  readonly #context: Context;
  readonly #splitting: Splitting;

  constructor(subgraph: string, document: DocumentNode, context: Context, splitting: Splitting) {
    this.#subgraph = subgraph;
    this.#document = document;
    this.#context = context;
    this.#splitting = splitting;
  }

  root(path: PlanPath): Cut | undefined {
    const type = this.#splitting.schema.getQueryType();
    return type ? this.#cut(operationIn(this.#document).selectionSet, type, path) : undefined;
  }

  /** Of a fetch of entities of one type; where there are several, one place may stand for different things. */
  entities(path: PlanPath): Cut | undefined {
    const field = entitiesIn(this.#document);
    const [fragment, ...others] = field.selectionSet?.selections ?? [];
    if (fragment?.kind !== Kind.INLINE_FRAGMENT || others.length > 0) return undefined;
    const type = this.#splitting.schema.getType(fragment.typeCondition?.name.value ?? '');
    if (!isObjectType(type)) return undefined;
    const { selectionSet, beyond } = this.#cut(fragment.selectionSet, type, path);
    const inner: InlineFragmentNode = { ...fragment, selectionSet };
    return { selectionSet: selectionSetOf([{ ...field, selectionSet: selectionSetOf([inner]) }]), beyond };
  }

  #cut(selectionSet: SelectionSetNode, parent: GraphQLObjectType, path: PlanPath): Cut {
    const names = Map.groupBy(this.#fieldsIn(selectionSet), responseName);
    const beyond: Beyond[] = [];
    const selections = selectionSet.selections.map((selection): SelectionNode => {
      if (selection.kind !== Kind.FIELD || selection.selectionSet === undefined) return selection;
      // Selected twice, it may be two things.
      const name = responseName(selection);
      const declared = parent.getFields()[selection.name.value]?.type;
      if (names.get(name)?.length !== 1 || declared === undefined) return selection;
      const type = getNamedType(declared);
      if (!isObjectType(type)) return selection;
      const here = [...path, name, ...Array<string>(listsIn(declared)).fill('@')];
      const inner = this.#cut(selection.selectionSet, type, here);
      const keys = this.#keys(selection, parent, type);
      if (keys !== undefined) {
        const place = here.join('.');
        this.#splitting.note(place, { path: here, keys });
        if (this.#splitting.chosen.has(place)) {
          beyond.push({ path: here, type, keys, ...without(inner, keys) });
          return { ...selection, selectionSet: selectionSetOf(['__typename', ...keys].map(field)) };
        }
      }
      beyond.push(...inner.beyond);
      return { ...selection, selectionSet: inner.selectionSet };
    });
    return { selectionSet: selectionSetOf(selections), beyond };
  }

  /** By which key what a field gives can be asked for all that is selected of it; undefined: by none. */
  #keys(
    { name, selectionSet }: FieldNode,
    parent: GraphQLObjectType,
    type: GraphQLObjectType,
  ): readonly string[] | undefined {
    const { fieldSets } = this.#context;
    const at = this.#subgraph;
    const [keys] = fieldSets.identities(at, type.name);
    if (keys === undefined || fieldSets.provides(at, parent.name, name.value)) return undefined;
    const fields = this.#fieldsIn(selectionSet);
    // Leaves alone are hardly worth a request.
    if (!fields.some((each) => each.selectionSet !== undefined)) return undefined;
    const elsewhere = fields.some(
      (each) =>
        !keys.includes(each.name.value) &&
        (fieldSets.external(at, type.name, each.name.value) ||
          fieldSets.required(at, type.name, each.name.value) !== undefined),
    );
    return elsewhere ? undefined : keys;
  }

  /** All that is selected of an object, whatever its type. */
  #fieldsIn(selectionSet: SelectionSetNode | undefined): FieldNode[] {
    return allFieldsOn(this.#document, selectionSet, undefined, this.#context.under);
  }
}

/** The same without what the key tells already. */
function without({ selectionSet, beyond }: Cut, keys: readonly string[]): Cut {
  const selections = selectionSet.selections.filter(
    (each) =>
      each.kind !== Kind.FIELD ||
      each.alias !== undefined ||
      (each.name.value !== '__typename' && !keys.includes(each.name.value)),
  );
  return { selectionSet: selectionSetOf(selections), beyond };
}

function field(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}
