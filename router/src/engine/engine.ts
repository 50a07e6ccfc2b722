import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Scope } from '../request/scope.ts';
import type { TextAnswer } from './answer.ts';
import type { AnswerInParts } from './defer/parts.ts';
import type { Reader } from './delivery.ts';
import type { KnownOperation } from './plans.ts';
import type { StreamEnd } from './subscription/member.ts';

/** One operation of a parsed and validated document. */
export interface Operation {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

/**
 * What plans and runs operations over the supergraph. Everything outside this folder sees only this, so that
 * the engine can be exchanged.
 */
export interface Engine {
  /** The schema clients see. */
  readonly schema: GraphQLSchema;
  /** The supergraph it was built from. */
  readonly supergraphSdl: string;
  /** Runs a query or a mutation; never rejects: what went wrong is in `errors`, fit for the client. */
  executeText(operation: Operation, scope: Scope): Promise<TextAnswer>;
  /** The same for those who want the answer as a value. */
  execute(operation: Operation, scope: Scope): Promise<ExecutionResult>;
  /**
   * The same for a client that takes answers in parts. Without a @defer that holds, the answer comes in one piece.
   */
  executeInParts(operation: Operation, scope: Scope): Promise<ExecutionResult | AnswerInParts>;
  /**
   * Runs a subscription: tells the reader an answer per event. Resolves, never rejects, when the stream has ended or the
   * scope's signal aborts; what went wrong is in the last answer.
   *
   * @param from a cursor to go on after in place of the operation's own
   */
  subscribe(operation: Operation, scope: Scope, reader: Reader, from?: unknown): Promise<StreamEnd>;
  /** Ends every stream where it stands, so that another engine goes on with it. */
  moveAway(): void;
  /** The plan of a valid operation, as the planner makes it. Rejects when it refuses. */
  queryPlan(operation: KnownOperation): Promise<QueryPlan>;
  /** The operations wanted last, the latest first. */
  latest(count: number): readonly KnownOperation[];
  /** Plans an operation, if it is valid here, before it is wanted. Never rejects. */
  prepare(operation: KnownOperation): Promise<void>;
}
