import type { Live } from '@ursa/live';
import type { Announcer } from '@ursa/outbox';
import type { AnySubgraph } from './define-subgraph.ts';

/** Tells the live channel of events, after the subgraph has done what it wants to do before. */
export function announcerOf({ announcing }: AnySubgraph, services: unknown, live: Live): Announcer {
  if (!announcing) return live;
  return {
    async announce(messages) {
      await announcing(messages, services);
      await live.announce(messages);
    },
  };
}
