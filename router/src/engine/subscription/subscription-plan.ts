import { createHash } from 'node:crypto';
import type { FetchNode } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { print, visit } from 'graphql';
import { requestError } from '../../request/errors.ts';
import type { Data } from '../data.ts';
import type { CompiledPlan, Plans } from '../plans.ts';
import type { Projection } from '../project/projection.ts';
import { projections } from '../project/projection.ts';
import { afterVariable, makeResumable } from './resumable.ts';

/** How a subscription runs: whose stream it is, and what completes each event of it. */
export interface SubscriptionPlan {
  /** The same for the same operation. */
  key: string;
  /** The variables that its answers depend on. */
  variables: readonly string[];
  /** Opens the stream, at the subgraph that owns the field. */
  primary: FetchNode;
  /** Takes an event, and fetches what follows it. */
  plan: CompiledPlan;
  /** Makes what was gathered an answer to the client's own words. */
  projection(values: Data): Projection;
  /** Whether the stream can be taken up again after the last event's cursor. */
  resumable: boolean;
}

/** What is made of a document once. */
interface Form {
  readonly key: string;
  readonly variables: readonly string[];
  /** The document that can be taken up again, if there is one. */
  readonly resumable: DocumentNode | undefined;
}

/** Plans subscriptions. What is made of a document is kept with it. */
export class SubscriptionPlans {
  readonly #schema: GraphQLSchema;
  readonly #plans: Plans;
  readonly #forms = new WeakMap<DocumentNode, Form>();
  readonly #projections = new WeakMap<OperationDefinitionNode, (values: Data) => Projection>();

  constructor(schema: GraphQLSchema, plans: Plans) {
    this.#schema = schema;
    this.#plans = plans;
  }

  /** Rejects with a GraphQLError when the planner refuses the operation. */
  async of(
    document: DocumentNode,
    node: OperationDefinitionNode,
    operationName: string | undefined,
  ): Promise<SubscriptionPlan> {
    const { key, variables, resumable } = this.#formOf(document);
    const plan = await this.#plans.of(resumable ?? document, operationName);
    if (plan.primary === undefined) {
      throw requestError('BAD_REQUEST', 'A subscription selects exactly one field that is a stream.');
    }
    return {
      key: `${key} ${operationName ?? ''}`,
      variables,
      primary: plan.primary.fetch,
      plan,
      projection: this.#projectionOf(document, node),
      resumable: resumable !== undefined,
    };
  }

  #projectionOf(document: DocumentNode, node: OperationDefinitionNode): (values: Data) => Projection {
    const known = this.#projections.get(node) ?? projections(this.#schema, document, node);
    this.#projections.set(node, known);
    return known;
  }

  #formOf(document: DocumentNode): Form {
    let form = this.#forms.get(document);
    if (form === undefined) {
      const resumable = makeResumable(this.#schema, document);
      form = {
        key: createHash('sha256').update(print(document)).digest('base64'),
        variables: variablesIn(resumable ?? document),
        resumable,
      };
      this.#forms.set(document, form);
    }
    return form;
  }
}

function variablesIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable({ name }) {
      if (name.value !== afterVariable) names.add(name.value);
    },
  });
  return [...names];
}
