import type { Broker, Consumption, Inbox } from '@ursa/broker';
import type { EventEnvelope } from '@ursa/events';
import type { TestDatabase } from '@ursa/testkit';
import { testDatabase } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import type { Announcement, ConsumerOptions, HandlerContext, InboxSettings, Relay } from '../../src/index.ts';
import { consumer, createInbox, emit, outboxStatus, startRelay } from '../../src/index.ts';
import type { Post } from './adapters.ts';
import { garden, kitchen, Planted, Watered } from './garden.ts';

type Handler = (event: EventEnvelope<{ plant: string }>, context: HandlerContext) => Promise<void>;

/** A garden that emits, a kitchen that consumes, and whoever runs between them. */
export interface World {
  readonly garden: TestDatabase;
  readonly kitchen: TestDatabase;
  readonly announced: Announcement[];
  /** Types of the events that reached everyone. */
  readonly published: string[];
  /** Plants in one transaction each. */
  plant(bed: string, ...plants: string[]): Promise<void>;
  relay(broker: Broker): Promise<Relay>;
  /** Writes an effect per event; `instead` may do something else first. */
  cook(broker: Broker, options?: CookOptions): Promise<{ consumption: Consumption; inbox: Inbox }>;
  /** The effects so far, in the order they happened. */
  effects(bed?: string): Promise<string[]>;
  unpublished(): Promise<number>;
  close(): Promise<void>;
}

export interface CookOptions extends ConsumerOptions {
  instead?: Handler;
  settings?: Partial<InboxSettings>;
  prefetch?: number;
}

export async function openWorld(post: Post): Promise<World> {
  const [emitting, consuming] = [await testDatabase(garden), await testDatabase(kitchen)];
  const announced: Announcement[] = [];
  const published: string[] = [];
  const running: { stop(): Promise<void> }[] = [];
  return {
    garden: emitting,
    kitchen: consuming,
    announced,
    published,
    async plant(bed, ...plants) {
      for (const plant of plants) {
        await emitting.db.transaction((tx) => emit(tx, Planted.create(`bed_${bed}`, { plant })));
      }
    },
    async relay(broker) {
      const relay = startRelay({
        database: emitting,
        broker,
        live: { announce: async (messages) => void announced.push(...messages) },
        publishes: [Planted, Watered],
        metrics: { published: (type) => void published.push(type) },
        settings: { pollMs: 100, retryMs: 20, longestRetryMs: 200 },
      });
      running.push(relay);
      await relay.ready;
      return relay;
    },
    async cook(broker, { instead, afterPoison = 'continue', settings, prefetch = 20 } = {}) {
      const inbox = createInbox({
        database: consuming,
        consumes: [
          consumer(
            Planted,
            async (event, context) => {
              await instead?.(event, context);
              await context.tx
                .insert(kitchen.effects)
                .values({ bed: event.aggregate, plant: event.payload.plant });
            },
            { afterPoison },
          ),
        ],
        settings: { retryMs: 10, longestRetryMs: 100, pollMs: 50, concurrency: 3, ...settings },
      });
      const consumption = broker.consume({ name: 'kitchen', inbox, prefetch });
      running.push(consumption);
      await consumption.ready;
      return { consumption, inbox };
    },
    async effects(bed) {
      const only = bed === undefined ? sql`` : sql`where bed = ${`bed_${bed}`}`;
      const { rows } = await consuming.db.execute<{ plant: string }>(
        sql`select plant from effects ${only} order by place`,
      );
      return rows.map(({ plant }) => plant);
    },
    unpublished: async () => (await outboxStatus(emitting)).unpublished,
    async close() {
      await Promise.all(running.map((part) => part.stop()));
      await post.close();
      await Promise.all([emitting.close(), consuming.close()]);
    },
  };
}

export const numbered = (count: number, from = 1) =>
  Array.from({ length: count }, (_, place) => String(place + from));
