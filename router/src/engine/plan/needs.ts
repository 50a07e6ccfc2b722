import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { DocumentNode, FieldNode, InlineFragmentNode, SelectionNode, SelectionSetNode } from 'graphql';
import { Kind, print, visit } from 'graphql';
import { namesIn, selectionOf } from '../supergraph/field-sets.ts';
import type { PlanContext } from './context.ts';
import { onlyUsed, variablesOf } from './only-used.ts';
import { fragmentIn, operationIn, selectionSetOf } from './selected.ts';
import { selectionsOut } from './written-out.ts';

/** What parts of a fetch need to be known of its entities, as selections; the empty one: nothing but a key. */
export type Needs = ReadonlySet<string>;

type Context = Pick<PlanContext, 'fieldSets' | 'fixedFields'>;

/** The `_entities` field of a fetch. */
export function entitiesIn(document: DocumentNode): FieldNode {
  const [field] = operationIn(document).selectionSet.selections;
  if (field?.kind !== Kind.FIELD) throw new Error('A fetch of entities without entities.');
  return field;
}

/**
 * A fetch in which fragments are taken apart that say nothing but the type again: each of their parts is one of its own.
 * Those with a name are written where they are used.
 */
export function partsApart(document: DocumentNode): DocumentNode {
  const apart: DocumentNode = visit(document, {
    FragmentSpread({ name, directives = [] }) {
      const fragment = fragmentIn(document, name.value);
      if (fragment === undefined) throw new Error('A fragment that is not there.');
      const { typeCondition, selectionSet } = fragment;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
    },
    InlineFragment: {
      leave(fragment) {
        const type = fragment.typeCondition?.name.value;
        const selections = fragment.selectionSet.selections.flatMap((inner): readonly SelectionNode[] => {
          if (inner.kind !== Kind.INLINE_FRAGMENT || (inner.typeCondition?.name.value ?? type) !== type)
            return [inner];
          const { selections: parts } = inner.selectionSet;
          if (!inner.directives?.length) return parts;
          return parts.map((part) => ({ ...inner, selectionSet: selectionSetOf([part]) }));
        });
        return { ...fragment, selectionSet: selectionSetOf(selections) };
      },
    },
  });
  return onlyUsed(apart);
}

/** The same for what a representation is made of. */
export function keysApart(
  selections: readonly QueryPlanSelectionNode[],
  type?: string,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'Field') return [selection];
    const condition = selection.typeCondition ?? type;
    const inner = keysApart(selection.selections, condition);
    return condition !== undefined && condition === type ? inner : [{ ...selection, selections: inner }];
  });
}

/** Everything that is needed for one part of a fetch or another. */
export function needsOf(node: FetchNode, document: DocumentNode, context: Context): Needs {
  const needs = new Set<string>();
  eachPart(document, (selection, type) => needs.add(needOf(selection, type, node.serviceName, context)));
  return needs;
}

/** A need as a part of a representation. */
export function needed(need: string, { fixedFields }: Context): QueryPlanSelectionNode[] {
  return need === '' ? [] : selectionsOut(asPlanned(selectionOf(need)), fixedFields);
}

/** The fetch without the parts that need something else than these, and without what only those need. */
export function narrowed(node: FetchNode, document: DocumentNode, kept: Needs, context: Context): FetchNode {
  const { serviceName, requires = [] } = node;
  const left = [...needsOf(node, document, context)].filter((need) => !kept.has(need));
  const keptNeeds = [...kept].filter(Boolean);
  const dropped = new Set(left.filter(Boolean).flatMap((need) => namesIn(selectionOf(need), 1)));
  for (const name of keysIn(document, serviceName, context)) dropped.delete(name);
  const operation = onlyUsed(
    withParts(document, (selection, type) => kept.has(needOf(selection, type, serviceName, context))),
  );
  const variables = variablesOf(operation);
  const added = keptNeeds.flatMap((need) => needed(need, context));
  const gone = typesIn(document).difference(typesIn(operation));
  return {
    ...node,
    operation: print(operation),
    variableUsages: (node.variableUsages ?? []).filter((name) => variables.includes(name)),
    requires: requires
      .filter((selection) => selection.kind === 'Field' || !gone.has(selection.typeCondition ?? ''))
      .map((selection) =>
        selection.kind === 'InlineFragment'
          ? {
              ...selection,
              selections: [
                ...selection.selections.filter((field) => field.kind !== 'Field' || !dropped.has(field.name)),
                ...added.filter((field) => field.kind !== 'Field' || dropped.has(field.name)),
              ],
            }
          : selection,
      ),
  };
}

function keysIn(document: DocumentNode, subgraph: string, { fieldSets }: Context): string[] {
  return fragmentsIn(entitiesIn(document)).flatMap(({ typeCondition }) => [
    ...fieldSets.keys(subgraph, typeCondition?.name.value ?? ''),
  ]);
}

function eachPart(document: DocumentNode, visitor: (selection: SelectionNode, type: string) => void): void {
  for (const { typeCondition, selectionSet } of fragmentsIn(entitiesIn(document)))
    for (const selection of selectionSet.selections) visitor(selection, typeCondition?.name.value ?? '');
}

function fragmentsIn({ selectionSet }: FieldNode): InlineFragmentNode[] {
  return (selectionSet?.selections ?? []).filter((selection) => selection.kind === Kind.INLINE_FRAGMENT);
}

/** The types of the entities of which something is asked. */
function typesIn(document: DocumentNode): Set<string> {
  return new Set(
    fragmentsIn(entitiesIn(document)).map(({ typeCondition }) => typeCondition?.name.value ?? ''),
  );
}

function withParts(
  document: DocumentNode,
  keeps: (selection: SelectionNode, type: string) => boolean,
): DocumentNode {
  const operation = operationIn(document);
  const field = entitiesIn(document);
  const selections = (field.selectionSet?.selections ?? []).flatMap((fragment): SelectionNode[] => {
    if (fragment.kind !== Kind.INLINE_FRAGMENT) return [fragment];
    const type = fragment.typeCondition?.name.value ?? '';
    const kept = fragment.selectionSet.selections.filter((selection) => keeps(selection, type));
    return kept.length === 0 ? [] : [{ ...fragment, selectionSet: selectionSetOf(kept) }];
  });
  const only = {
    ...operation,
    selectionSet: selectionSetOf([{ ...field, selectionSet: selectionSetOf(selections) }]),
  };
  return {
    ...document,
    definitions: document.definitions.map((definition) => (definition === operation ? only : definition)),
  };
}

function needOf(selection: SelectionNode, type: string, subgraph: string, context: Context): string {
  if (selection.kind === Kind.FIELD) {
    const needs = context.fieldSets.required(subgraph, type, selection.name.value);
    return needs === undefined ? '' : needs.selections.map(print).join(' ');
  }
  if (selection.kind === Kind.FRAGMENT_SPREAD) return '';
  const inner = selection.typeCondition?.name.value ?? type;
  const needs = selection.selectionSet.selections.map((each) => needOf(each, inner, subgraph, context));
  return [...new Set(needs)].filter(Boolean).join(' ');
}

function asPlanned({ selections }: SelectionSetNode): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet && asPlanned(selection.selectionSet);
      return [{ kind: 'Field', name: selection.name.value, ...(inner && { selections: inner }) }];
    }
    const condition = selection.typeCondition?.name.value;
    return [
      {
        kind: 'InlineFragment',
        ...(condition !== undefined && { typeCondition: condition }),
        selections: asPlanned(selection.selectionSet),
      },
    ];
  });
}
