import type { SubgraphResponse } from '@ursa/transport';
import type { Knowledge } from './knowledge.ts';

/** A crafted supergraph: what its subgraphs know, and what is asked of it. Its schemas lie beside it. */
export interface Crafted {
  /** By subgraph. */
  readonly knows: Readonly<Record<string, Knowledge>>;
  readonly examples: readonly Example[];
}

/** An operation and the answer that the specifications demand. */
export interface Example {
  /** What it shows. */
  readonly says: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The answer's data. Undefined: there is none, as the operation cannot be run. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** The errors, in any order; without any there must be none. */
  readonly errors?: readonly { readonly path?: readonly (string | number)[]; readonly code?: string }[];
  /** The subgraphs that are asked, as often as they are, in any order; where the way is the point. */
  readonly asks?: readonly string[];
  /** What goes wrong, by subgraph. */
  readonly failing?: Readonly<Record<string, Failure>>;
  /** What @apollo/gateway, which is asked the same, answers otherwise; without it the data must be equal. */
  readonly gateway?: string;
  /** Why we do not answer it yet. */
  readonly open?: string;
}

/** It cannot be reached, answers with a status that says so, or answers something else than it should. */
export type Failure = 'away' | 'status 500' | ((honest: SubgraphResponse) => SubgraphResponse);
