import type { SubgraphResponse } from '@ursa/transport';
import type { GraphQLError } from 'graphql';
import type { Scope } from '../../request/scope.ts';
import type { Data } from '../data.ts';
import { Found } from './found.ts';
import type { Path } from './places.ts';
import type { Shared } from './shared.ts';

/** One run of a compiled plan. */
export interface Run {
  /** What the fetches have brought so far, merged. */
  readonly root: Data;
  /** The operation's variables as the client sent them: subgraphs coerce them. */
  readonly variables: Data;
  /** The same, coerced. */
  readonly values: Data;
  readonly scope: Scope;
  readonly errors: GraphQLError[];
  /** The part of a place that the client has selected: the router itself selects keys and required fields. */
  visible(path: Path): Path;
  /** Values that stand at several places. */
  readonly shared: Shared;
  /** What was found at the places of fetches. */
  readonly found: Found;
  /** Answers of fetches that stand more than once in the plan. */
  readonly answers: Map<string, Promise<SubgraphResponse | undefined>>;
}

/** A run in which nothing is fetched yet. */
export function begin(
  { sent, values }: { readonly sent: Data; readonly values: Data },
  scope: Scope,
  visible: Run['visible'],
  errors: readonly GraphQLError[] = [],
): Run {
  const root: Data = {};
  const shared: Shared = new Map();
  return {
    root,
    variables: sent,
    values,
    scope,
    errors: [...errors],
    visible,
    shared,
    found: new Found(root, shared),
    answers: new Map(),
  };
}

/** A part of a compiled plan. Never rejects: what went wrong is in the run's errors. */
export type Step = (run: Run) => Promise<void>;
