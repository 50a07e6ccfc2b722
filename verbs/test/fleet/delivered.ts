import type pg from 'pg';
import { withAdmin } from '../faults/world.ts';
import { messagesWaiting, queuesOf } from '../processes/rabbit-queues.ts';
import type { Fleet } from './fleet.ts';

/** What stands against "every event took effect once at everyone it is for"; nothing is as it should be. */
export interface Undelivered {
  /** Events that an outbox still holds. */
  readonly unpublished: number;
  /** Pairs of event and consumer without an effect. */
  readonly unhandled: number;
  /** Events that a consumer gave up on. */
  readonly dead: number;
  /** Aggregates whose events are not numbered from 1 to their version. */
  readonly gaps: number;
  /** Queues that are not empty, dead letters among them. */
  readonly queues: Readonly<Record<string, number>>;
}

export const nothing: Undelivered = { unpublished: 0, unhandled: 0, dead: 0, gaps: 0, queues: {} };

/** Looks into every outbox, inbox and queue of a fleet. That nothing took effect twice is the inbox's key. */
export async function undelivered(fleet: Fleet, rabbitmqUrl: string): Promise<Undelivered> {
  const { counts, consumers } = await withAdmin(fleet.adminUrl, async (client) => {
    const all = async <Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []) =>
      (await client.query<Row>(statement, values)).rows;
    const kept = await all<{ schema: string }>(
      `select table_schema as schema from information_schema.tables
       where table_name = 'outbox' and table_schema = any($1)`,
      [fleet.subgraphs],
    );
    const schemas = kept.map(({ schema }) => schema);
    const addressed = schemas.map((schema) => `select unnest(consumers) as name from ${schema}.outbox`);
    const named = await all<{ name: string }>(addressed.join(' union '));
    const consumers = named.map(({ name }) => name);
    const sum = async (...counts: string[]) => {
      const [row] = await all<{ sum: string }>(
        `select ${counts.map((one) => `(${one})`).join(' + ')} as sum`,
      );
      return Number(row?.sum);
    };
    const ofEach = (count: (schema: string) => string) => sum(...schemas.map(count));
    const counts = {
      unpublished: await ofEach(
        (schema) =>
          `select count(*) from ${schema}.outbox where published_at is null or announced_at is null`,
      ),
      unhandled: await sum(
        ...schemas.flatMap((owner) =>
          consumers.map(
            (consumer) => `select count(*) from ${owner}.outbox o where '${consumer}' = any(o.consumers)
              and not exists (select from ${consumer}.inbox i where i.event_id = o.id and i.handled_at is not null)`,
          ),
        ),
      ),
      dead: await ofEach((schema) => `select count(*) from ${schema}.inbox where dead_at is not null`),
      gaps: await ofEach(
        (schema) => `select count(*) from ${schema}.aggregates a where a.sequence is distinct from (
          select count(distinct o.sequence) from ${schema}.outbox o where o.aggregate = a.aggregate
          having min(o.sequence) = 1 and max(o.sequence) = a.sequence)`,
      ),
    };
    return { counts, consumers };
  });
  return { ...counts, queues: await messagesWaiting(rabbitmqUrl, queuesOf(fleet.prefix, consumers)) };
}
