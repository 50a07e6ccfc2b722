import { traced } from '@ursa/telemetry';
import { print } from 'graphql';
import { compiledEngine } from '../engine/compiled-engine.ts';
import { Delivery } from '../engine/delivery.ts';
import type { Engine, Operation } from '../engine/engine.ts';
import { Planning } from '../engine/planning/planning.ts';
import { servedSupergraph } from '../engine/served-supergraph.ts';
import type { Observations } from '../observations.ts';
import type { PolicyChecks } from '../protection/authorization/policies.ts';
import type { Buckets } from '../protection/rates/buckets.ts';
import { Documents } from '../request/documents.ts';
import type { Scope } from '../request/scope.ts';
import type { RouterSettings } from '../settings.ts';
import { InFlight } from '../streams/in-flight.ts';
import type { SubgraphAddress, Subgraphs } from './subgraphs.ts';

/** What was built for one supergraph, to be exchanged as one. */
export interface Generation {
  readonly engine: Engine;
  /** Documents that are valid under the engine's schema. */
  readonly documents: Documents;
  readonly subgraphs: readonly SubgraphAddress[];
  /** Plans that wait to be made. */
  queuedPlans(): number;
  /** Resolves when what it began has ended, and nothing is held for it any more. */
  retire(): Promise<void>;
  /** Lets go of everything at once. */
  close(): Promise<void>;
}

export interface GenerationParts {
  readonly subgraphs: Subgraphs;
  readonly settings: RouterSettings;
  /** The checks of policies, by their names in @policy. */
  readonly policies: PolicyChecks | undefined;
  /** Where what people use up is counted. */
  readonly buckets: Buckets;
  readonly observations: Observations;
}

/** Builds what serves a supergraph. Rejects with `SupergraphRefused` when its SDL is not valid. */
export async function buildGeneration(
  sdl: string,
  { subgraphs, settings, policies, buckets, observations }: GenerationParts,
): Promise<Generation> {
  const { planning, opened } = await Planning.open(sdl, settings.planning);
  try {
    const calls = subgraphs.take(opened.subgraphs);
    const engine = compiledEngine(
      servedSupergraph(sdl, opened),
      calls,
      { ...settings, policies, buckets, observePlan: observations.planned },
      {
        plan: (document, operationName, overrides) =>
          planning.plan(print(document), operationName, overrides),
      },
    );
    const documents = new Documents(engine.schema, settings);
    const inFlight = new InFlight();
    const close = async (): Promise<void> => {
      planning.close();
      await subgraphs.giveBack(opened.subgraphs);
    };
    return {
      engine: counting(engine, documents, inFlight),
      documents,
      subgraphs: opened.subgraphs,
      queuedPlans: () => planning.queued,
      retire: async () => {
        engine.moveAway();
        await inFlight.idle();
        await close();
      },
      close,
    };
  } catch (error) {
    planning.close();
    throw error;
  }
}

/** The engine, which counts what runs on it, and runs no document that an engine before it found valid. */
function counting(engine: Engine, documents: Documents, inFlight: InFlight): Engine {
  const counted =
    <A>(run: (operation: Operation, scope: Scope) => Promise<A>) =>
    async (operation: Operation, scope: Scope) => {
      const fit = documents.fit(operation.document);
      if ('errors' in fit) return fit;
      const done = inFlight.begin();
      try {
        return await traced({ name: 'operation', kind: 'server' }, (span) => {
          const answer = run({ ...operation, ...fit }, scope);
          // It is known from the first step on.
          span.rename(scope.operation ?? 'operation');
          return answer;
        });
      } finally {
        done();
      }
    };
  return {
    ...engine,
    executeText: counted(engine.executeText),
    execute: counted(engine.execute),
    async executeInParts(operation, scope) {
      const fit = documents.fit(operation.document);
      if ('errors' in fit) return fit;
      const done = inFlight.begin();
      const answer = await engine.executeInParts({ ...operation, ...fit }, scope);
      if ('rest' in answer) return { ...answer, rest: endingWith(answer.rest, done) };
      done();
      return answer;
    },
    async subscribe(operation, scope, reader, from) {
      const fit = documents.fit(operation.document);
      if ('errors' in fit) {
        reader.take(new Delivery(fit));
        return {};
      }
      const done = inFlight.begin();
      try {
        return await engine.subscribe({ ...operation, ...fit }, scope, reader, from);
      } finally {
        done();
      }
    },
  };
}

/** The same items; `done` is called at their end. */
async function* endingWith<T>(items: AsyncIterable<T>, done: () => void): AsyncGenerator<T, void> {
  try {
    yield* items;
  } finally {
    done();
  }
}
