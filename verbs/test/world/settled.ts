import { waitFor } from '@ursa/testkit';
import pg from 'pg';
import type { TestSupergraph } from './supergraph.ts';

/** Waits until every event has taken effect everywhere: outboxes published, inboxes handled. */
export async function settled({
  adminUrl,
  subgraphs,
}: Pick<TestSupergraph, 'adminUrl' | 'subgraphs'>): Promise<void> {
  const client = new pg.Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ schema: string }>(
      `select table_schema as schema from information_schema.tables where table_name = 'outbox' and table_schema = any($1)`,
      [[...subgraphs.keys()]],
    );
    // Between an outbox and an inbox an event may lie in a broker: it is looked for where it is going.
    const open = rows
      .flatMap(({ schema }) => [
        `(select count(*) from ${schema}.outbox where published_at is null)`,
        ...rows.map(
          ({
            schema: consumer,
          }) => `(select count(*) from ${schema}.outbox o where '${consumer}' = any(o.consumers)
            and not exists (select from ${consumer}.inbox i where i.event_id = o.id
              and (i.handled_at is not null or i.dead_at is not null)))`,
        ),
      ])
      .join(' + ');
    let quiet = 0;
    await waitFor(
      async () => {
        const result = await client.query<{ open: string }>(`select ${open} as open`);
        quiet = Number(result.rows[0]?.open) === 0 ? quiet + 1 : 0;
        return quiet === 2;
      },
      { timeoutMs: 30_000 },
    );
  } finally {
    await client.end();
  }
}
