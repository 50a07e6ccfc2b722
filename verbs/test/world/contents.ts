import pg from 'pg';
import { settled } from './settled.ts';
import type { TestSupergraph } from './supergraph.ts';

/** Every table of every subgraph: how many rows it holds, and a digest of them. */
export type Contents = Record<string, string>;

const uncompared = [
  // Attempts are counted whatever comes of them.
  'identity.throttles',
  // Whoever asks how many are unread leaves the answer there for whoever asks next.
  'notifications.unread_counts',
  // When to look again whether something came after a deletion.
  'reactions.sweeps',
  // Who reads a feed, and the order of what is explored, are noted.
  'feed.readers',
  'feed.rankings',
];

/** What the supergraph holds once every event has taken effect: the same before and after, nothing happened. */
export async function contents(world: TestSupergraph): Promise<Contents> {
  await settled(world);
  const client = new pg.Client({
    connectionString: world.adminUrl,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.tables
       where table_schema = any($1) and table_type = 'BASE TABLE' order by 1`,
      [[...world.subgraphs.keys()]],
    );
    const digests = tables.rows
      .filter(({ name }) => !uncompared.includes(name))
      .map(
        ({ name }) => `select '${name}' as name, count(*) || ' rows, ' ||
          coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), 'none') as held from ${name} t`,
      );
    const { rows } = await client.query<{ name: string; held: string }>(digests.join(' union all '));
    return Object.fromEntries(rows.map(({ name, held }) => [name, held]));
  } finally {
    await client.end();
  }
}

/** How many rows a table of these contents has. */
export function rowsIn(held: Contents, table: string): number {
  const rows = Number.parseInt(held[table] ?? '', 10);
  if (Number.isNaN(rows)) throw new Error(`There is no table ${table}.`);
  return rows;
}
