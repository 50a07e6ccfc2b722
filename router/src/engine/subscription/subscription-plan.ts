import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { requestError } from '../../request/errors.ts';
import type { Plans } from '../plans.ts';
import { makeResumable } from './resumable.ts';

/** How a subscription runs: whose stream it is, and what completes each event of it. */
export interface SubscriptionPlan {
  /** Opens the stream, at the subgraph that owns the field. */
  primary: FetchNode;
  /** Makes one event an answer: the primary fetch, in whose place the event stands, and all that follows it. */
  perEvent: QueryPlan;
  /** Whether the stream can be taken up again after the last event's cursor. */
  resumable: boolean;
}

/** Plans subscriptions. Rewritten documents are kept with the documents they were made of. */
export class SubscriptionPlans {
  readonly #schema: GraphQLSchema;
  readonly #plans: Plans;
  readonly #resumable = new WeakMap<DocumentNode, DocumentNode | null>();

  constructor(schema: GraphQLSchema, plans: Plans) {
    this.#schema = schema;
    this.#plans = plans;
  }

  /** Throws a GraphQLError when the planner refuses the operation. */
  of(document: DocumentNode, operationName: string | undefined): SubscriptionPlan {
    const resumable = this.#resumableFormOf(document);
    const { node } = this.#plans.of(resumable ?? document, operationName);
    if (node?.kind !== 'Subscription') {
      throw requestError('BAD_REQUEST', 'A subscription selects exactly one field that is a stream.');
    }
    const { primary, rest } = node;
    return {
      primary,
      perEvent: { kind: 'QueryPlan', node: rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary },
      resumable: resumable !== undefined,
    };
  }

  #resumableFormOf(document: DocumentNode): DocumentNode | undefined {
    let form = this.#resumable.get(document);
    if (form === undefined) {
      form = makeResumable(this.#schema, document) ?? null;
      this.#resumable.set(document, form);
    }
    return form ?? undefined;
  }
}
