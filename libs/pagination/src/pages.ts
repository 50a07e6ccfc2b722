import type { Tx } from '@ursa/database';
import type { InferSelectModel, SQL } from 'drizzle-orm';
import { and, asc, desc, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Slice } from './connection.ts';
import type { Page } from './page.ts';

/** A list that lies in one table. */
export interface ListQuery<Table extends PgTable> {
  readonly from: Table;
  /** The columns of the cursor's key, in its order; the last one unique within the list. One index holds them. */
  readonly orderBy: readonly [PgColumn, ...PgColumn[]];
  readonly direction: 'asc' | 'desc';
  /** Which rows belong to the list, besides their parent. */
  readonly where?: SQL | undefined;
}

/** The same list of many parents: the comments of each of these posts. */
export interface ChildListQuery<Table extends PgTable, Parent extends PgColumn> extends ListQuery<Table> {
  /** The column that names the parent. */
  readonly parent: Parent;
  readonly parents: readonly Parent['_']['data'][];
}

/** One page of one list, in one statement of at most page size + 1 rows. */
export async function pageOf<Table extends PgTable>(
  tx: Tx,
  query: ListQuery<Table>,
  page: Page,
): Promise<Slice<InferSelectModel<Table>>> {
  const rows = await tx
    .select()
    .from(query.from as PgTable)
    .where(and(query.where, ...bounds(query, page)))
    .orderBy(...order(query.orderBy, query, page))
    .limit(page.size + 1);
  return slice(rows as InferSelectModel<Table>[], page);
}

/**
 * The same page of the lists of many parents, in ONE statement of at most page size + 1 rows for each; a parent
 * without rows gets an empty slice.
 */
export async function pagesOf<Table extends PgTable, Parent extends PgColumn>(
  tx: Tx,
  query: ChildListQuery<Table, Parent>,
  page: Page,
): Promise<Map<Parent['_']['data'], Slice<InferSelectModel<Table>>>> {
  const { from, parent, parents } = query;
  const rows = tx
    .select()
    .from(from as PgTable)
    .where(and(sql`${parent} = parents.parent`, query.where, ...bounds(query, page)))
    .orderBy(...order(query.orderBy, query, page))
    .limit(page.size + 1)
    .as('rows');
  const columns = rows._.selectedFields as Record<string, PgColumn>;
  const nameOf = (column: PgColumn) => nameIn(from, column);
  const sorted = query.orderBy.map((column) => columns[nameOf(column)] as PgColumn);
  const found = await tx
    .select(columns)
    .from(parentRows(parent, parents))
    .crossJoinLateral(rows)
    .orderBy(...order(sorted, query, page));
  const groups = Map.groupBy(found as Record<string, unknown>[], (row) => row[nameOf(parent)]);
  return new Map(parents.map((id) => [id, slice((groups.get(id) ?? []) as InferSelectModel<Table>[], page)]));
}

// One array parameter however many parents, so that the statement's text stays the same.
function parentRows(column: PgColumn, parents: readonly unknown[]): SQL {
  const stored = [...new Set(parents)].map((parent) => column.mapToDriverValue(parent as never));
  return sql`unnest(${sql.param(stored)}::${sql.raw(column.getSQLType())}[]) as parents(parent)`;
}

type Order = Pick<ListQuery<PgTable>, 'direction' | 'orderBy'>;

function order(columns: readonly PgColumn[], { direction }: Order, page: Page): SQL[] {
  const ascending = (direction === 'asc') === (page.direction === 'forward');
  return columns.map((column) => (ascending ? asc(column) : desc(column)));
}

function bounds({ direction, orderBy }: Order, page: Page): SQL[] {
  const columns = sql.join([...orderBy], sql`, `);
  const [later, earlier] = direction === 'asc' ? [sql`>`, sql`<`] : [sql`<`, sql`>`];
  const values = (key: readonly unknown[]) =>
    sql.join(
      orderBy.map((column, i) => sql.param(key[i], column)),
      sql`, `,
    );
  return [
    ...(page.after ? [sql`(${columns}) ${later} (${values(page.after)})`] : []),
    ...(page.before ? [sql`(${columns}) ${earlier} (${values(page.before)})`] : []),
  ];
}

// One row beyond the page tells whether there are more; a page taken from the end comes reversed.
function slice<Row>(found: readonly Row[], page: Page): Slice<Row> {
  const rows = found.slice(0, page.size);
  return { rows: page.direction === 'forward' ? rows : rows.reverse(), more: found.length > page.size };
}

function nameIn(table: PgTable, column: PgColumn): string {
  const entry = Object.entries(table).find(([, value]) => value === column);
  if (entry === undefined) throw new Error(`${column.name} is not a column of the list's table.`);
  return entry[0];
}
