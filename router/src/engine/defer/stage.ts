import type { DeferNode } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { Kind, parse, visit } from 'graphql';
import type { Data } from '../data.ts';
import { compilePlan } from '../plan/compile-plan.ts';
import type { PlanContext } from '../plan/context.ts';
import type { Step } from '../plan/run.ts';
import type { Projection } from '../project/projection.ts';
import { projections } from '../project/projection.ts';
import type { ObjectProjector } from '../project/projector.ts';
import { objectProjector } from '../project/projector.ts';
import { withoutDeferred } from './defers.ts';
import { typeAt } from './type-at.ts';

/** A plan whose answer comes in parts. */
export interface DeferPlan {
  /** Fetches what is answered first. */
  readonly fetch: Step;
  /** What is answered first, under these variables, coerced. */
  readonly projection: (values: Data) => Projection;
  /** What comes later. */
  readonly stages: readonly Stage[];
}

/** What one `@defer` holds back, at every place where it stands in the answer. */
export interface Stage {
  readonly label: string | undefined;
  /** Where, from the root: response names, and conditions on types. */
  readonly path: readonly string[];
  /** Whether its fetches need nothing that comes before it. */
  readonly independent: boolean;
  readonly fetch: Step;
  /** Writes its objects, under these variables, coerced. */
  readonly projector: (values: Data) => ObjectProjector;
  /** What it holds back in its turn. */
  readonly stages: readonly Stage[];
}

/** Most settings of one part's conditions that are kept compiled. */
const maxSettings = 16;

/** What is compiled with the client's words at hand. */
interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly context: PlanContext;
}

/** Compiles a plan with `@defer`; `document` holds them, and every one of them is on. */
export function compileDefer(node: DeferNode, asked: Asked): DeferPlan {
  const { schema, document, operation, context } = asked;
  const first = withoutDeferred(document);
  const same = first.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === operation.name?.value,
  );
  return {
    fetch: compilePlan(node.primary.node, context),
    projection: projections(schema, first, same ?? operation),
    stages: stagesOf(node, asked),
  };
}

function stagesOf(node: DeferNode, asked: Asked): Stage[] {
  return node.deferred.map(({ node: inner, queryPath, label, subselection, depends }) => {
    const nested = inner?.kind === 'Defer' ? inner : undefined;
    const selected = nested === undefined ? subselection : nested.primary.subselection;
    return {
      label,
      path: queryPath,
      independent: depends.length === 0,
      fetch: compilePlan(
        nested === undefined ? (inner as Exclude<typeof inner, DeferNode>) : nested.primary.node,
        asked.context,
      ),
      projector: projectorOf(selected ?? '{__typename}', queryPath, asked),
      stages: nested === undefined ? [] : stagesOf(nested, asked),
    };
  });
}

/** `subselection`: the planner's words for what the client selected in this part, fragments written out. */
function projectorOf(
  subselection: string,
  path: readonly string[],
  { schema, document, operation }: Asked,
): Stage['projector'] {
  const type = typeAt(schema, document, operation, path);
  const selectionSet = selectionSetOf(subselection);
  const conditions = conditionsIn(selectionSet);
  const kept = new Map<string, ObjectProjector>();
  return (values) => {
    const setting = conditions.map((name) => (values[name] === true ? '1' : '0')).join('');
    let projector = kept.get(setting);
    if (projector === undefined) {
      const relevant = Object.fromEntries(conditions.map((name) => [name, values[name]]));
      projector = objectProjector({ schema, fragments: new Map(), values: relevant }, type, [selectionSet]);
      if (kept.size >= maxSettings) kept.clear();
      kept.set(setting, projector);
    }
    return projector;
  };
}

function selectionSetOf(text: string): SelectionSetNode {
  const [definition] = parse(text, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A deferred part selects nothing.');
  return definition.selectionSet;
}

function conditionsIn(selectionSet: SelectionSetNode): string[] {
  const names = new Set<string>();
  visit(selectionSet, {
    Directive({ arguments: [condition] = [] }) {
      if (condition?.value.kind === Kind.VARIABLE) names.add(condition.value.name.value);
    },
  });
  return [...names];
}
