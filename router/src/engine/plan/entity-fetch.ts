import type { FetchNode } from '@apollo/query-planner';
import type { DocumentNode, FieldNode } from 'graphql';
import { Kind, parse } from 'graphql';
import type { PlanContext } from './context.ts';
import type { PlanPath } from './places.ts';
import type { Wording } from './question.ts';
import type { Represent } from './representation.ts';
import { compileRepresentation } from './representation.ts';
import type { Rewrite } from './rewrites.ts';
import { compileRewrites, renamedKeys } from './rewrites.ts';
import type { PlainKeys } from './seen.ts';
import { plainKeys } from './seen.ts';
import { fieldsOn, operationIn, responseName } from './selected.ts';

/** A plan's fetch of entities, compiled. */
export interface EntityFetch {
  readonly subgraph: string;
  /** Where the entities are that it completes. */
  readonly path: PlanPath;
  readonly represent: Represent;
  /** What `represent` reads, if it does nothing else. */
  readonly keys: PlainKeys | undefined;
  readonly selection: EntitySelection;
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

export function compileEntityFetch(node: FetchNode, path: PlanPath, context: PlanContext): EntityFetch {
  const { under } = context;
  const represent = compileRepresentation(node.requires ?? [], under);
  const input = compileRewrites(node.inputRewrites, under);
  return {
    subgraph: node.serviceName,
    path,
    represent: (object) => {
      const built = represent(object);
      if (!built?.['__typename']) return null;
      input?.(built);
      return built;
    },
    keys: input === undefined ? plainKeys(node.requires) : undefined,
    selection: selectionOf(node, context),
  };
}

function selectionOf(node: FetchNode, { under, interfaces }: PlanContext): EntitySelection {
  const document = parse(node.operation, { noLocation: true });
  const [field] = operationIn(document).selectionSet.selections;
  if (field?.kind !== Kind.FIELD) throw new Error('A fetch of entities without entities.');
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
