import type { Broker, Consumer, Delivery, PublishResult, Refusal } from '../broker.ts';
import type { Pump } from '../inbox.ts';
import { inboxDeadLetters } from './inbox-dead-letters.ts';

/**
 * Everything in one process: publishing keeps an event in the inbox of each consumer, where that one's pump finds it.
 * Durable, ordered and retried like the other adapter, with Postgres alone.
 */
export function inProcessBroker(): Broker {
  const running = new Map<string, Running[]>();
  const listeners = new Set<() => void>();
  const pumpsOf = (name: string) => running.get(name) ?? [];

  async function deliver(name: string, deliveries: readonly Delivery[]): Promise<string | undefined> {
    const [first] = pumpsOf(name);
    if (!first) return `${name} does not run in this process`;
    try {
      await first.inbox.accept(deliveries.map(({ event }) => event));
    } catch (error) {
      return `the inbox of ${name} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
    }
    for (const { pump } of pumpsOf(name)) pump.wake();
    return undefined;
  }

  return {
    connected: true,
    onConnected(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async declare() {},
    async publish(deliveries) {
      const names = new Set(deliveries.flatMap(({ to }) => to));
      const problems = new Map<string, string>();
      await Promise.all(
        [...names].map(async (name) => {
          const problem = await deliver(
            name,
            deliveries.filter(({ to }) => to.includes(name)),
          );
          if (problem) problems.set(name, problem);
        }),
      );
      return deliveries.map(({ to }) => resultOf(to, problems));
    },
    consume({ name, inbox }) {
      const pump = inbox.pump();
      const entry = { inbox, pump };
      running.set(name, [...pumpsOf(name), entry]);
      // What was refused because nobody was here yet can be tried now.
      for (const listener of listeners) listener();
      return {
        ready: Promise.resolve(),
        async stop(graceMs = 10_000) {
          running.set(
            name,
            pumpsOf(name).filter((other) => other !== entry),
          );
          await pump.stop(graceMs);
        },
      };
    },
    deadLetters: ({ name, inbox }) =>
      inboxDeadLetters(inbox, () => {
        for (const { pump } of pumpsOf(name)) pump.wake();
      }),
    async close() {
      const pumps = [...running.values()].flat().map(({ pump }) => pump);
      running.clear();
      await Promise.all(pumps.map((pump) => pump.stop(10_000)));
    },
  };
}

type Running = Pick<Consumer, 'inbox'> & { pump: Pump };

function resultOf(to: readonly string[], problems: ReadonlyMap<string, string>): PublishResult {
  const refused: Refusal[] = [];
  for (const consumer of to) {
    const reason = problems.get(consumer);
    if (reason !== undefined) refused.push({ consumer, reason });
  }
  return { refused };
}
