import type { QueryPlan } from '@apollo/query-planner';
import type { GraphQLErrorExtensions } from 'graphql';
import type { Overrides } from '../overrides.ts';

/** What the planning thread is asked; it answers in order. */
export type Demand =
  | { readonly kind: 'open'; readonly supergraph: number; readonly sdl: string }
  | {
      readonly kind: 'plan';
      readonly supergraph: number;
      readonly document: string;
      readonly operationName: string | undefined;
      readonly overrides: Overrides | undefined;
    }
  | { readonly kind: 'close'; readonly supergraph: number };

/** A supergraph as the thread tells of it. */
export interface Opened {
  /** The schema clients see. */
  readonly apiSdl: string;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
}

/** Why there is no plan: `planner` says that the planner refuses the operation, and why. */
export interface Refusal {
  readonly message: string;
  readonly planner?: { readonly extensions: GraphQLErrorExtensions };
}

/** An answer to `open` or `plan`. */
export type Answer =
  | { readonly opened: Opened }
  | { readonly plan: QueryPlan }
  | { readonly refused: Refusal };

/** Whether a thread's message is ours: under `--watch` Node itself tells by such what the thread has loaded. */
export function isAnswer(message: object): message is Answer {
  return 'opened' in message || 'plan' in message || 'refused' in message;
}
