import type { EventConsumer } from '@ursa/outbox';
import type { AnySubgraph } from '@ursa/subgraph-kit';
import { sql } from 'drizzle-orm';

// The handlers of subgraphs are repeatable by nature: an effect that happened twice leaves no trace in their tables.
// The ledger is an effect that does, in the same transaction.

/** The ledger's table, to be made in a consumer's schema. */
export const ledgerTable = (schema: string) => `create table ${schema}.ledger (
  place bigserial primary key, event_id uuid not null, owner text not null, aggregate text not null,
  sequence bigint not null)`;

/** The same subgraph, each of whose handlers adds a row to the ledger. */
export function withLedger(definition: AnySubgraph): AnySubgraph {
  const { consumes = [] } = definition;
  return { ...definition, consumes: consumes.map(noted) };
}

function noted(consumer: EventConsumer): EventConsumer {
  return {
    ...consumer,
    async handle(event, context) {
      await consumer.handle(event, context);
      const { id, owner, aggregate, sequence } = event;
      await context.tx.execute(sql`insert into ledger (event_id, owner, aggregate, sequence)
        values (${id}, ${owner}, ${aggregate}, ${sequence})`);
    },
  };
}
