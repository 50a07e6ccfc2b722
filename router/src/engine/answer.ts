import type { SubgraphResponse } from '@ursa/transport';
import type { ExecutionResult } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Oversight } from '../protection/admission.ts';
import { forClient } from '../request/errors.ts';
import type { Scope } from '../request/scope.ts';
import { clientErrors } from './client-errors.ts';
import type { Data } from './data.ts';
import { asGraphqlError } from './graphql-error.ts';
import { objectJson } from './json.ts';
import { begin } from './plan/run.ts';
import type { CompiledPlan } from './plans.ts';
import type { Projection } from './project/projection.ts';

/** An operation's variables: as they came, and coerced. */
export interface Variables {
  readonly sent: Data;
  readonly values: Data;
}

/** An answer whose data is written already. */
export interface TextAnswer {
  /** JSON in UTF-8; absent: the operation did not run. */
  readonly data?: Buffer | null;
  readonly errors?: readonly GraphQLError[];
  readonly extensions?: Record<string, unknown>;
}

/** It as JSON (GraphQL specification §7.1) in UTF-8. */
export function answerJson({ data, errors, extensions }: TextAnswer): Buffer {
  return objectJson([
    ['errors', errors && jsonOf(errors.map(forClient))],
    ['data', data === null ? jsonOf(null) : data],
    ['extensions', extensions && jsonOf(extensions)],
  ]);
}

function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** The same with its data read. */
export function asResult({ data, errors, extensions }: TextAnswer): ExecutionResult {
  return {
    ...(errors !== undefined && { errors }),
    ...(data !== undefined && { data: data === null ? null : JSON.parse(data.toString()) }),
    ...(extensions !== undefined && { extensions }),
  };
}

/**
 * Runs a compiled plan and writes what it gathered as the answer, as `projection` says. Never rejects.
 *
 * @param more.event what a subscription's stream brought
 * @param more.oversight looks through what was fetched
 */
export async function answerText(
  plan: CompiledPlan,
  projection: Projection,
  variables: Variables,
  scope: Scope,
  { event, oversight }: { event?: SubgraphResponse; oversight?: Oversight | undefined } = {},
): Promise<TextAnswer> {
  try {
    const run = begin(variables, scope, projection.visible, oversight?.errors);
    if (event !== undefined) plan.primary?.take(run, event);
    await plan.fetch(run);
    oversight?.fetched(run.root);
    const { data, wrong } = projection.project(run.root, run.shared);
    const errors = run.errors.length > 0 || data !== null ? run.errors : whyNothing(wrong);
    return errors.length > 0 ? { data, errors: clientErrors(errors, scope) } : { data };
  } catch (error) {
    return { errors: clientErrors([asGraphqlError(error)], scope), data: null };
  }
}

/**
 * Nulls in non-null places. A reference to something the viewer may not see is such a null: it reads as if the thing
 * did not exist, without an error. Only when nothing is left of the answer the client learns why.
 */
function whyNothing(wrong: ReturnType<Projection['project']>['wrong']): GraphQLError[] {
  return wrong.map(({ message, path }) => new GraphQLError(message, { path }));
}
