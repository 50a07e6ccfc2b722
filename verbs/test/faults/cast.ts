import type { Broker } from '@ursa/broker';

/** The subgraphs of the experiments: two that write, all three of which consume. */
export const names = ['posts', 'comments', 'notifications'] as const;

/** Those who play, of these. */
export const playing = (consumers: readonly string[]): string[] =>
  consumers.filter((consumer) => names.some((name) => name === consumer));

/** A broker on which only the cast is sent events: for the others, who do not run here, they would wait for ever. */
export function withinCast(broker: Broker): Broker {
  const narrowed: Pick<Broker, 'declare' | 'publish'> = {
    declare: (consumers) => broker.declare(playing(consumers)),
    publish: (deliveries) => broker.publish(deliveries.map(({ event, to }) => ({ event, to: playing(to) }))),
  };
  return Object.assign(Object.create(broker) as Broker, narrowed);
}
