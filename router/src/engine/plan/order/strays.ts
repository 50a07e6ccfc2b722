import type {
  DocumentNode,
  FieldNode,
  FragmentSpreadNode,
  GraphQLNamedType,
  GraphQLSchema,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { getNamedType, isInterfaceType, isObjectType, Kind, parse } from 'graphql';
import { listsIn } from '../../lists-in.ts';
import type { FieldSets } from '../../supergraph/field-sets.ts';
import type { Links } from '../../supergraph/required-chains.ts';
import { fieldAt } from '../../supergraph/required-chains.ts';
import { entitiesIn } from '../needs.ts';
import type { PlanPath } from '../places.ts';
import { fragmentIn, operationIn, responseName, selectionSetOf } from '../selected.ts';
import { entityNode, withSelections } from '../words.ts';
import type { LaidFetch } from './laid-fetch.ts';

/** What a supergraph says of fields that require others. `links`: what plans do not know of. */
export interface Requirements {
  readonly schema: GraphQLSchema;
  readonly fieldSets: FieldSets;
  readonly links: Links;
}

/** A field that is asked for where its subgraph is not told what it requires. */
interface Stray {
  readonly path: PlanPath;
  readonly type: GraphQLNamedType;
  readonly keys: readonly string[];
  readonly field: FieldNode;
}

/** What is looked through, and what was found in it. */
interface Search extends Requirements {
  readonly subgraph: string;
  readonly document: DocumentNode;
  readonly strays: Stray[];
}

type Type = GraphQLNamedType | null | undefined;

/**
 * The fetch without its strays, and a fetch of its own for each of them: a subgraph is told what a field requires with the
 * entities that a fetch begins with, and nowhere else.
 */
export function straysApart(laid: LaidFetch, requirements: Requirements): LaidFetch[] {
  const { node, path } = laid;
  const document = parse(node.operation, { noLocation: true });
  const search: Search = { ...requirements, subgraph: node.serviceName, document, strays: [] };
  const operation = operationIn(document);
  const selections =
    node.requires === undefined
      ? withoutStrays(
          operation.selectionSet,
          requirements.schema.getRootType(operation.operation),
          path,
          search,
        )
      : [entitiesWithout(document, path, search)];
  if (search.strays.length === 0) return [laid];
  return [
    { ...laid, node: withSelections(node, document, selectionSetOf(selections)) },
    ...search.strays.map(({ path: place, field, ...entity }) => {
      const asked = { ...entity, selectionSet: selectionSetOf([field]) };
      return { ...laid, path: place, node: entityNode(node, document, asked) };
    }),
  ];
}

function entitiesWithout(document: DocumentNode, path: PlanPath, search: Search): FieldNode {
  const entities = entitiesIn(document);
  const top = ({ selections }: SelectionSetNode, type: Type): SelectionSetNode =>
    selectionSetOf(
      selections.map((selection) => {
        if (selection.kind === Kind.FIELD) return below(selection, type, path, search);
        const { fragment, condition } = writtenIn(selection, type, search);
        return { ...fragment, selectionSet: top(fragment.selectionSet, condition) };
      }),
    );
  return { ...entities, selectionSet: top(entities.selectionSet ?? selectionSetOf([]), undefined) };
}

function withoutStrays(
  { selections }: SelectionSetNode,
  type: Type,
  path: PlanPath,
  search: Search,
): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) {
      const keys = keysOfStray(selection, type, search);
      if (!type || keys === undefined) return [below(selection, type, path, search)];
      search.strays.push({ path, type, keys, field: selection });
      return ['__typename', ...keys].map(fieldOf);
    }
    const { fragment, condition } = writtenIn(selection, type, search);
    const inner = withoutStrays(fragment.selectionSet, condition, path, search);
    return [{ ...fragment, selectionSet: selectionSetOf(inner) }];
  });
}

/** By which key a field is asked for of which plans do not know what it requires; undefined: it is none. */
function keysOfStray(
  { name }: FieldNode,
  type: Type,
  { subgraph, fieldSets, links }: Search,
): readonly string[] | undefined {
  if (!type || !links.has(fieldAt(subgraph, type.name, name.value))) return undefined;
  return fieldSets.identities(subgraph, type.name)[0];
}

function below(field: FieldNode, type: Type, path: PlanPath, search: Search): FieldNode {
  if (field.selectionSet === undefined) return field;
  const has = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
  const lists = Array<string>(has === undefined ? 0 : listsIn(has.type)).fill('@');
  const there = [...path, responseName(field), ...lists];
  const inner = withoutStrays(field.selectionSet, has && getNamedType(has.type), there, search);
  return { ...field, selectionSet: selectionSetOf(inner) };
}

/** A fragment as it is written in place, and the type that it is on. */
function writtenIn(
  selection: InlineFragmentNode | FragmentSpreadNode,
  type: Type,
  { schema, document }: Search,
): { fragment: InlineFragmentNode; condition: Type } {
  if (selection.kind === Kind.INLINE_FRAGMENT) {
    const { typeCondition } = selection;
    return {
      fragment: selection,
      condition: typeCondition === undefined ? type : schema.getType(typeCondition.name.value),
    };
  }
  const { typeCondition, selectionSet } = fragmentIn(document, selection.name.value) ?? {};
  if (typeCondition === undefined || selectionSet === undefined)
    throw new Error('A fragment that is not there.');
  const { directives = [] } = selection;
  return {
    fragment: { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet },
    condition: schema.getType(typeCondition.name.value),
  };
}

function fieldOf(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}
