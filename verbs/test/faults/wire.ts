/** What a victim is, told in its environment as `VICTIM`. */
export interface Role {
  /** The subgraphs it runs. */
  readonly subgraphs: readonly string[];
  /** Each one's own database URL. */
  readonly databaseUrls: Readonly<Record<string, string>>;
  /** How it reaches the others; null: there are none, the broker is its own. */
  readonly rabbit: { readonly url: string; readonly prefix: string } | null;
  /** Where it shall die: `name:nth`. */
  readonly failpoint?: string;
}

/** A mutation for a victim. */
export interface Order {
  readonly id: number;
  readonly subgraph: string;
  readonly viewer: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** A victim says that it serves (id 0), or what became of an order. */
export interface Report {
  readonly id: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the mutation's
  readonly data?: any;
  readonly errors?: unknown;
}
