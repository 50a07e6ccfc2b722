import { cursorEncoder } from './cursor.ts';
import type { Page } from './page.ts';

/** The rows of one page, in the list's order, and whether the list goes on past the end it was taken towards. */
export interface Slice<Row> {
  readonly rows: readonly Row[];
  readonly more: boolean;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** A connection as GraphQL resolves it: functions are called only when the field is asked for. */
export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  readonly totalCount?: number | null | (() => Promise<number | null>);
  readonly liveCursor?: string | null | (() => Promise<string | null>);
}

export interface ConnectionOptions<Row, Key extends readonly unknown[] | readonly [], Node> {
  /** The sort key of a row. */
  readonly key: (row: Row) => Key;
  /** What stands in the edge. @default the row */
  readonly node?: (row: Row) => Node;
  readonly totalCount?: number | null | (() => Promise<number | null>);
  readonly liveCursor?: string | null | (() => Promise<string | null>);
}

/**
 * Makes a Relay connection of a page's rows. The side a page was not taken towards is not looked at: there
 * are more entries on it exactly when a cursor on that side was given.
 */
export function connection<Row, Key extends readonly unknown[] | readonly [], Node = Row>(
  slice: Slice<Row>,
  page: Page<Key>,
  options: ConnectionOptions<Row, Key, Node>,
): Connection<Node> {
  const cursorOf = cursorEncoder(page.list, page.key);
  const nodeOf = options.node ?? ((row: Row) => row as unknown as Node);
  const edges = slice.rows.map((row) => ({
    cursor: cursorOf(options.key(row) as unknown as Key),
    node: nodeOf(row),
  }));
  const forward = page.direction === 'forward';
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: forward ? slice.more : page.before !== undefined,
      hasPreviousPage: forward ? page.after !== undefined : slice.more,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    ...(options.totalCount !== undefined && { totalCount: options.totalCount }),
    ...(options.liveCursor !== undefined && { liveCursor: options.liveCursor }),
  };
}
