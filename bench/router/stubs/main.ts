import type { SubgraphName } from '../shop/shop.ts';
import { subgraphNames } from '../shop/shop.ts';
import { httpStub } from './http-stub.ts';
import { liveStub } from './live-stub.ts';

/** What the subgraphs' process is asked, and how it replies. */
export interface Questions {
  /** Where each subgraph is served. */
  ports: Record<SubgraphName, number>;
  /** How often all subgraphs were asked so far, and the CPU milliseconds that took. */
  usage: { fetches: number; cpuMs: number };
}

/** Sent by the parent: asks one of the {@link Questions}, or tells that an event has happened. */
export type Message = { readonly ask: keyof Questions } | { readonly publish: string };

let fetches = 0;
const onFetch = (): void => {
  fetches += 1;
};
// In the live scenario reviews does nothing but stream.
const streaming = process.argv.includes('--live') ? await liveStub('reviews') : undefined;
const portOf = (name: SubgraphName) =>
  name === 'reviews' && streaming ? streaming.port : httpStub(name, onFetch);
const entries = subgraphNames.map(async (name) => [name, await portOf(name)] as const);
const ports = Object.fromEntries(await Promise.all(entries)) as Record<SubgraphName, number>;

const replies: { readonly [Name in keyof Questions]: () => Questions[Name] } = {
  ports: () => ports,
  usage() {
    const { user, system } = process.cpuUsage();
    return { fetches, cpuMs: (user + system) / 1_000 };
  },
};

process.on('message', (message: Message) => {
  if ('publish' in message) streaming?.publish(message.publish);
  else process.send?.(replies[message.ask]());
});
process.on('disconnect', () => process.exit());
