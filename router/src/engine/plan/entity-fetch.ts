import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { DocumentNode, FieldNode } from 'graphql';
import { parse } from 'graphql';
import type { Data } from '../data.ts';
import type { PlanContext } from './context.ts';
import type { Needs } from './needs.ts';
import { entitiesIn, keysApart, narrowed, needed, needsOf, partsApart } from './needs.ts';
import type { PlanPath } from './places.ts';
import type { Wording } from './question.ts';
import type { Represent } from './representation.ts';
import { compileRepresentation } from './representation.ts';
import type { Rewrite } from './rewrites.ts';
import { compileRewrites, renamedKeys } from './rewrites.ts';
import type { PlainKeys } from './seen.ts';
import { plainKeys } from './seen.ts';
import { allFieldsOn, fieldsOn, responseName } from './selected.ts';

/** A plan's fetch of entities, compiled. */
export interface EntityFetch {
  readonly subgraph: string;
  /** Where the entities are that it completes. */
  readonly path: PlanPath;
  /** The same as a text. */
  readonly place: string;
  readonly represent: Represent;
  /** What `represent` reads, if it does nothing else. */
  readonly keys: PlainKeys | undefined;
  /** The names of all fields of an object that it reads. */
  readonly reads: ReadonlySet<string>;
  /** The names of all fields of an object that it brings. */
  readonly brings: ReadonlySet<string>;
  readonly selection: EntitySelection;
  /**
   * What can still be asked of an object that cannot be represented for the whole fetch: the fields that need nothing
   * of what is not there.
   */
  narrower(object: Data): EntityFetch | undefined;
}

/** What is asked of entities; two fetches with the same `key` ask the same. */
export interface EntitySelection {
  readonly key: string;
  readonly wording: Wording;
  readonly document: DocumentNode;
  /** Its `_entities` field. */
  readonly field: FieldNode;
  readonly output: Rewrite | undefined;
  readonly interfaces: PlanContext['interfaces'];
  /** How clients call what has another name in the answer. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The names of the answer's fields for an entity of this type. */
  fieldsOf(typename: string): string[];
}

/** One, or several where fields require different things under one name. */
export function compileEntityFetches(
  planned: FetchNode,
  path: PlanPath,
  context: PlanContext,
): readonly [EntityFetch, ...EntityFetch[]] {
  if (planned.contextRewrites?.length) throw new Error('Arguments from a context cannot be filled.');
  const node = { ...planned, requires: keysApart(planned.requires ?? []) };
  const document = partsApart(parse(node.operation, { noLocation: true }));
  const needs = needsOf(node, document, context);
  const [first, ...others] = agreeing(needs, context);
  if (first === undefined || others.length === 0) return [compile(node, document, needs, path, context)];
  const narrow = (kept: Needs) => compileNarrowed(node, document, kept, path, context);
  return [narrow(first), ...others.map(narrow)];
}

function compileNarrowed(
  node: FetchNode,
  document: DocumentNode,
  kept: Needs,
  path: PlanPath,
  context: PlanContext,
): EntityFetch {
  const narrow = narrowed(node, document, kept, context);
  return compile(narrow, parse(narrow.operation, { noLocation: true }), kept, path, context);
}

/** Needs that do not fill the same name with different things. */
function agreeing(needs: Needs, context: PlanContext): Set<string>[] {
  const groups: { readonly needs: Set<string>; readonly names: Map<string, string> }[] = [];
  for (const need of needs) {
    const names = new Map<string, string>();
    for (const selection of needed(need, context))
      if (selection.kind === 'Field') names.set(selection.alias ?? selection.name, selection.name);
    const fits = groups.find((group) =>
      [...names].every(([name, source]) => (group.names.get(name) ?? source) === source),
    );
    if (fits === undefined) groups.push({ needs: new Set([need]), names });
    else {
      fits.needs.add(need);
      for (const [name, source] of names) fits.names.set(name, source);
    }
  }
  return groups.map((group) => group.needs);
}

function compile(
  node: FetchNode,
  document: DocumentNode,
  needs: Needs,
  path: PlanPath,
  context: PlanContext,
): EntityFetch {
  const { under } = context;
  const represent = compileRepresentation(node.requires ?? [], under);
  const input = compileRewrites(node.inputRewrites, under);
  return {
    subgraph: node.serviceName,
    path,
    place: path.join('.'),
    represent: (object) => {
      const built = represent(object);
      if (!built?.['__typename']) return null;
      input?.(built);
      return built;
    },
    keys: input === undefined ? plainKeys(node.requires) : undefined,
    reads: new Set(['__typename', ...namesRead(node.requires ?? [])]),
    brings: namesBrought(node, document, context),
    selection: selectionOf(node, document, context),
    narrower: narrowing(node, document, needs, path, context),
  };
}

/** The names of an object's fields in these selections, whatever its type. */
function namesRead(selections: readonly QueryPlanSelectionNode[]): string[] {
  return selections.flatMap((selection) =>
    selection.kind === 'Field' ? [selection.name] : namesRead(selection.selections),
  );
}

function namesBrought(node: FetchNode, document: DocumentNode, { under }: PlanContext): Set<string> {
  const renamed = renamedKeys(node.outputRewrites);
  const { selectionSet } = entitiesIn(document);
  const names = allFieldsOn(document, selectionSet, undefined, under).map(responseName);
  // What is rewritten may be the name of the type.
  return new Set(
    [...names, ...(node.outputRewrites?.length ? ['__typename'] : [])].map(
      (name) => renamed.get(name) ?? name,
    ),
  );
}

function narrowing(
  node: FetchNode,
  document: DocumentNode,
  needs: Needs,
  path: PlanPath,
  context: PlanContext,
): EntityFetch['narrower'] {
  if (needs.size < 2) return () => undefined;
  const known = new Map<string, EntityFetch>();
  let checks: Map<string, Represent> | undefined;
  return (object) => {
    checks ??= new Map(
      [...needs].map((need) => [need, compileRepresentation(needed(need, context), context.under)]),
    );
    const met = new Set<string>();
    for (const [need, check] of checks) if (check(object) !== null) met.add(need);
    if (met.size === 0 || met.size === needs.size) return undefined;
    const key = [...met].join('\n');
    let narrow = known.get(key);
    if (narrow === undefined) {
      narrow = compileNarrowed(node, document, met, path, context);
      known.set(key, narrow);
    }
    // The names of types are known already.
    return narrow.selection.fieldsOf(String(object['__typename'])).length === 0 ? undefined : narrow;
  };
}

function selectionOf(
  node: FetchNode,
  document: DocumentNode,
  { under, interfaces }: PlanContext,
): EntitySelection {
  const field = entitiesIn(document);
  const renamed = renamedKeys(node.outputRewrites);
  // The operation's name numbers the fetch; two that are alike but for the number ask the same.
  const text = node.operation.slice(node.operation.indexOf('('));
  return {
    key: `${text} ${JSON.stringify(node.outputRewrites ?? [])}`,
    wording: {
      query: node.operation,
      operationName: node.operationName,
      variableNames: node.variableUsages ?? [],
    },
    document,
    field,
    output: compileRewrites(node.outputRewrites, under),
    interfaces,
    renamed,
    fieldsOf: (typename) => {
      const names = fieldsOn(document, field.selectionSet, typename, under).map(responseName);
      return names.map((name) => renamed.get(name) ?? name);
    },
  };
}
