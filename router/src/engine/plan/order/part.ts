import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { DocumentNode, SelectionSetNode } from 'graphql';
import { Kind, OperationTypeNode, parse } from 'graphql';
import type { FieldSets } from '../../supergraph/field-sets.ts';
import { fieldAt } from '../../supergraph/required-chains.ts';
import { entitiesIn, keysApart, narrowed, needed, needsOf, partsApart } from '../needs.ts';
import { fragmentIn, operationIn } from '../selected.ts';
import { entityNode } from '../words.ts';
import type { LaidFetch } from './laid-fetch.ts';
import type { Place } from './places.ts';
import { placeOf, placesBrought, placesRead } from './places.ts';
import type { Requirements } from './strays.ts';
import { straysApart } from './strays.ts';

/** What a fetch asks for that can be asked for at one time. */
export interface Part {
  readonly fetch: LaidFetch;
  /** The plan's fetch that it is of, or is for. */
  readonly planned: LaidFetch;
  /** What the plan has done before. */
  readonly after: readonly LaidFetch[];
  /** Whether the plan has it so, or has nothing of the kind. */
  readonly isNew: boolean;
  /** Whether it asks for a change: those keep their order. */
  readonly isChange: boolean;
  readonly brings: readonly Place[];
  /** All that has to be there for it. */
  readonly reads: readonly Place[];
}

/** A fetch in parts that require different things, and before them what brings what they require. */
export function partsOf(planned: LaidFetch, requirements: Requirements): Part[] {
  return straysApart(planned, requirements).flatMap((fetch, at) => {
    const after = at === 0 ? planned.after : [...planned.after, planned];
    const links = linksTo(fetch, requirements);
    return [
      ...links.flatMap((link) => byNeeds(link, { planned, after, isNew: true }, requirements)),
      ...byNeeds(fetch, { planned, after, isNew: at > 0 }, requirements),
    ];
  });
}

/** Fetches of what lies between what the plan has fetched for a fetch and what it requires. */
function linksTo({ node, path, ...of }: LaidFetch, { links, fieldSets }: Requirements): LaidFetch[] {
  if (node.requires === undefined) return [];
  const document = parse(node.operation, { noLocation: true });
  return fieldsOf(entitiesIn(document).selectionSet, undefined, document).flatMap(([type, name]) =>
    (links.get(fieldAt(node.serviceName, type, name)) ?? []).map((link) => {
      const linked = entityNode({ ...node, serviceName: link.subgraph }, document, link);
      const requires = told(node, [], fieldSets);
      return {
        ...of,
        node: link.keys.length > 0 ? linked : { ...linked, requires },
        path: [...path, ...link.path],
      };
    }),
  );
}

/** The fields of entities, each with the type that it is selected on. */
function fieldsOf(
  selectionSet: SelectionSetNode | undefined,
  type: string | undefined,
  document: DocumentNode,
): [type: string, field: string][] {
  return (selectionSet?.selections ?? []).flatMap((each): [string, string][] => {
    if (each.kind === Kind.FIELD) return type === undefined ? [] : [[type, each.name.value]];
    const fragment = each.kind === Kind.INLINE_FRAGMENT ? each : fragmentIn(document, each.name.value);
    return fieldsOf(fragment?.selectionSet, fragment?.typeCondition?.name.value ?? type, document);
  });
}

function byNeeds(
  fetch: LaidFetch,
  of: Pick<Part, 'planned' | 'after' | 'isNew'>,
  { fieldSets, schema }: Requirements,
): Part[] {
  const { node, path } = fetch;
  const document = partsApart(parse(node.operation, { noLocation: true }));
  const at = placeOf(path);
  const place = path.length === 0 ? [] : [at];
  if (node.requires === undefined) {
    const isChange = node.operationKind === OperationTypeNode.MUTATION;
    const brings = placesBrought(operationIn(document).selectionSet, document, at, schema);
    return [{ ...of, fetch, isChange, brings, reads: place }];
  }
  const context = { fieldSets, fixedFields: new Map<string, never>() };
  const whole = { ...node, requires: keysApart(node.requires) };
  const needs = needsOf(whole, document, context);
  return [...needs].map((need) => {
    const narrow = needs.size === 1 ? whole : narrowed(whole, document, new Set([need]), context);
    const requires = told(narrow, needed(need, context), fieldSets);
    const asked = entitiesIn(parse(narrow.operation, { noLocation: true }));
    return {
      ...of,
      fetch: { ...fetch, node: { ...narrow, requires } },
      isChange: false,
      brings: placesBrought(asked.selectionSet, document, at, schema),
      reads: [...place, ...placesRead(requires, at, schema)],
    };
  });
}

/** What a subgraph is told of entities: their keys, and what is required. */
function told(
  { serviceName, requires = [] }: FetchNode,
  required: readonly QueryPlanSelectionNode[],
  fieldSets: FieldSets,
): QueryPlanSelectionNode[] {
  return requires.map((selection) => {
    if (selection.kind === 'Field') return selection;
    const keys = fieldSets.keys(serviceName, selection.typeCondition ?? '');
    const kept = selection.selections.filter((each) => each.kind !== 'Field' || keys.has(each.name));
    return { ...selection, selections: [...kept, ...required] };
  });
}
