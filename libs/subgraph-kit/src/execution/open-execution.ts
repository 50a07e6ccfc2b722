import type { Verifier } from '@ursa/passport';
import type { Metrics } from '@ursa/telemetry';
import type { AnySubgraph } from '../define-subgraph.ts';
import { buildSchema } from './build-schema.ts';
import type { Context } from './context.ts';
import type { Caller, ContextParts } from './create-context.ts';
import { createContext, renewed } from './create-context.ts';
import type { DocumentCacheSettings } from './document-cache.ts';
import { createDocumentCache } from './document-cache.ts';
import { createDoor } from './door.ts';
import { createEngine } from './engine.ts';
import { operationMetrics, streamMetrics } from './operation-metrics.ts';
import { createWork } from './work.ts';

export interface ExecutionParts extends Omit<ContextParts, 'loaders'> {
  readonly verifier: Verifier;
  readonly metrics: Metrics;
  readonly settings: DocumentCacheSettings;
}

/** What executes the operations of a running subgraph. */
export type Execution = ReturnType<typeof openExecution>;

/** Puts together what executes the operations of a subgraph. */
export function openExecution(
  definition: AnySubgraph,
  { verifier, metrics, settings, ...shared }: ExecutionParts,
) {
  const { name, resolvers, loaders = () => ({}) } = definition;
  const schema = buildSchema(definition.schema, resolvers);
  const prepare = createDocumentCache(schema, settings);
  const parts: ContextParts = { ...shared, loaders };
  const contextOf = (caller: Caller): Context => createContext(parts, caller);
  const renew = (context: Context): Context => renewed(parts, context);
  const engine = createEngine({ name, schema, renew, observe: operationMetrics(metrics, name) });
  const work = createWork();
  streamMetrics(metrics, name, () => work.streams);
  const door = createDoor({ name, verifier, prepare, engine, contextOf, work });
  return { schema, prepare, contextOf, engine, work, door };
}
