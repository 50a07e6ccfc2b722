import { createHash } from 'node:crypto';
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { GraphQLError, getOperationAST, OperationTypeNode, print } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Data } from './data.ts';
import { hasDefer } from './defer/defers.ts';
import type { DeferPlan } from './defer/stage.ts';
import { compileDefer } from './defer/stage.ts';
import type { Overrides } from './overrides.ts';
import { drawOverrides } from './overrides.ts';
import { compilePlan } from './plan/compile-plan.ts';
import type { PlanContext } from './plan/context.ts';
import type { Prepared } from './plan/prepare.ts';
import { asItIs, prepare } from './plan/prepare.ts';
import type { Taking } from './plan/root-fetch.ts';
import { compileTaking } from './plan/root-fetch.ts';
import type { Step } from './plan/run.ts';
import { adaptive } from './plan/split/adaptive.ts';
import type { Candidate, Splitting } from './plan/split/split-fetch.ts';
import { interfaceNames, typesUnder } from './plan/types.ts';
import type { PlanSource } from './planner.ts';
import type { Projection } from './project/projection.ts';
import { projections } from './project/projection.ts';
import type { ServedSupergraph } from './served-supergraph.ts';
import type { SubgraphCalls } from './subgraph-calls.ts';

/** An operation, planned and compiled. */
export interface CompiledPlan {
  /** A subscription's stream, and what takes an event of it into a run. */
  readonly primary: { readonly fetch: FetchNode; readonly take: Taking } | undefined;
  /** How it is answered in parts, when the document has a @defer. */
  readonly deferred: DeferPlan | undefined;
  /** The subgraphs that `fetch` asks. */
  readonly subgraphs: ReadonlySet<string>;
  /** Fetches everything; for a subscription, what an event does not bring itself. */
  readonly fetch: Step;
  /** What the client is answered, under these variables, coerced. */
  readonly projection: (values: Data) => Projection;
}

export interface PlansSettings {
  /** Most characters of normalised documents whose plans are kept. */
  planCacheLength: number;
  /** Whether fetches are split where that has shown to pay, or wherever they can be. */
  splitFetches: boolean | 'always';
  /** Told whenever a plan is wanted: whether it was there, or else after how many seconds. */
  observePlan?: ((seconds: number | undefined) => void) | undefined;
}

/** A document's text without its layout and comments. */
interface Normalised {
  hash: string;
  length: number;
}

/** An operation that was planned. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
}

/** A plan that is not there: where it goes, and which progressive overrides it is for. */
interface Wanted {
  readonly key: string;
  readonly length: number;
  readonly overrides: Overrides;
}

/** Most operations remembered that took too long to plan. */
const maxTooHard = 1_000;

/** Plans and compiles operations once, under their normalised text: layout and comments do not matter. */
export class Plans {
  readonly #loaded: ServedSupergraph;
  readonly #planner: PlanSource;
  readonly #plans: LRUCache<string, KnownOperation & { readonly plan: CompiledPlan }>;
  readonly #wanted = new Map<string, Promise<CompiledPlan>>();
  /** Nobody plans these again: each try would keep others waiting. */
  readonly #tooHard = new LRUCache<string, GraphQLError>({ max: maxTooHard });
  readonly #normalised = new WeakMap<DocumentNode, Normalised>();
  readonly #calls: ReadonlyMap<string, SubgraphCalls>;
  readonly #under: PlanContext['under'];
  readonly #interfaces: PlanContext['interfaces'];
  readonly #observe: PlansSettings['observePlan'];
  readonly #split: PlansSettings['splitFetches'];

  constructor(
    loaded: ServedSupergraph,
    planner: PlanSource,
    calls: readonly SubgraphCalls[],
    { planCacheLength, splitFetches, observePlan }: PlansSettings,
  ) {
    this.#split = splitFetches;
    this.#loaded = loaded;
    this.#planner = planner;
    this.#plans = new LRUCache({ maxSize: planCacheLength });
    this.#calls = new Map(calls.map((call) => [call.name, call]));
    this.#under = typesUnder(loaded.wholeSchema);
    this.#interfaces = interfaceNames(loaded.wholeSchema);
    this.#observe = observePlan;
  }

  /**
   * The plan of a validated operation; a promise when it has to be made first. Throws or rejects with a GraphQLError when
   * the planner refuses it or takes too long.
   */
  of(document: DocumentNode, operationName: string | undefined): CompiledPlan | Promise<CompiledPlan> {
    const { hash, length } = this.#normalise(document);
    const overrides = drawOverrides(this.#loaded.planned.overrideLabels);
    const key = `${hash} ${[...overrides.values()].map(Number).join('')} ${operationName ?? ''}`;
    const known = this.#plans.get(key);
    if (known !== undefined) {
      this.#observe?.(undefined);
      return known.plan;
    }
    const tooHard = this.#tooHard.get(key);
    if (tooHard !== undefined) throw tooHard;
    let plan = this.#wanted.get(key);
    if (plan === undefined) {
      const operation = { document, operationName };
      plan = this.#make({ key, length, overrides }, operation).finally(() => this.#wanted.delete(key));
      this.#wanted.set(key, plan);
    }
    return plan;
  }

  /** The operations wanted last, the latest first. */
  latest(count: number): KnownOperation[] {
    return [...this.#plans.values()].slice(0, count);
  }

  async #make({ key, length, overrides }: Wanted, operation: KnownOperation): Promise<CompiledPlan> {
    const { document, operationName } = operation;
    const startedAt = performance.now();
    try {
      const node = getOperationAST(document, operationName);
      if (!node) throw new Error('The document holds no such operation.');
      // What comes in parts keeps the client's own words: those are shown part by part.
      const prepared = hasDefer(document) ? asItIs(document) : prepare(document, node, this.#loaded.planned);
      const planned = await this.#planner.plan(prepared.document, operationName, overrides);
      const plan = this.#compile({ document, node }, prepared, planned);
      this.#plans.set(key, { ...operation, plan }, { size: length });
      this.#observe?.((performance.now() - startedAt) / 1_000);
      return plan;
    } catch (error) {
      if (isTooHard(error)) this.#tooHard.set(key, error);
      throw error;
    }
  }

  #compile(
    { document, node }: { document: DocumentNode; node: OperationDefinitionNode },
    prepared: Prepared,
    { node: root }: QueryPlan,
  ): CompiledPlan {
    const subgraphs = new Set<string>();
    const context: PlanContext = {
      under: this.#under,
      interfaces: this.#interfaces,
      fieldSets: this.#loaded.planned.fieldSets,
      fixedFields: this.#loaded.planned.fixedFields,
      calls: (name) => {
        subgraphs.add(name);
        return this.callsOf(name);
      },
      places: new Map(),
      reads: node.operation !== OperationTypeNode.MUTATION,
    };
    const streams = root?.kind === 'Subscription';
    const defers = root?.kind === 'Defer';
    const schema = this.#loaded.clientSchema;
    return {
      deferred: defers ? compileDefer(root, { schema, document, operation: node, context }) : undefined,
      primary: streams
        ? { fetch: root.primary, take: prepared.taking(compileTaking(root.primary, [], context)) }
        : undefined,
      subgraphs,
      fetch: defers
        ? compilePlan(undefined, context)
        : prepared.step(streams ? compilePlan(root.rest, context) : this.#splitting(root, context), root),
      projection: projections(schema, document, node),
    };
  }

  /** Runs a plan whose fetches are split as the settings have it. */
  #splitting(root: PlanNode | undefined, context: PlanContext): Step {
    if (!this.#split || !context.reads) return compilePlan(root, context);
    const candidates = new Map<string, Candidate>();
    const compile = (chosen: ReadonlySet<string>): Step => {
      const splitting: Splitting = {
        schema: this.#loaded.wholeSchema,
        chosen,
        note: (place, candidate) => candidates.set(place, candidate),
      };
      return compilePlan(root, { ...context, splitting, places: new Map() });
    };
    const whole = compile(new Set());
    if (candidates.size === 0) return whole;
    return this.#split === 'always'
      ? compile(new Set(candidates.keys()))
      : adaptive(compile, candidates, whole);
  }

  /** The types under each condition. */
  get under(): PlanContext['under'] {
    return this.#under;
  }

  /** Throws when there is no such subgraph. */
  callsOf(subgraph: string): SubgraphCalls {
    const calls = this.#calls.get(subgraph);
    if (calls === undefined) throw new Error(`No subgraph is called "${subgraph}".`);
    return calls;
  }

  #normalise(document: DocumentNode): Normalised {
    const known = this.#normalised.get(document);
    if (known !== undefined) return known;
    const text = print(document);
    const fresh = { hash: createHash('sha256').update(text).digest('base64'), length: text.length };
    this.#normalised.set(document, fresh);
    return fresh;
  }
}

function isTooHard(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && error.extensions['code'] === 'PLANNING_TOO_LONG';
}
