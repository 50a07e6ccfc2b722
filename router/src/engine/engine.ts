import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Scope } from '../request/scope.ts';
import type { TextAnswer } from './answer.ts';

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
  /** Runs a subscription, one result per event; ends when the stream does, or when the scope's signal aborts. */
  subscribe(operation: Operation, scope: Scope): AsyncGenerator<ExecutionResult, void>;
}
