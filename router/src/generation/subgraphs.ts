import type { SubgraphTransport } from '@ursa/transport';
import type { SubgraphCalls } from '../engine/subgraph-calls.ts';

/** How a subgraph is called; `url` is the supergraph's own. */
export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/** Calls to one subgraph, over a transport that is its own. */
export interface OpenedCalls {
  readonly transport: SubgraphTransport;
  readonly calls: SubgraphCalls;
  close(): Promise<void>;
}

export type OpenCalls = (address: SubgraphAddress) => OpenedCalls;

interface Held {
  readonly opened: OpenedCalls;
  holders: number;
}

/**
 * The subgraphs of all supergraphs that serve or still finish what they began. One that stands in both under the same URL
 * keeps its connections, and what is known of its health.
 */
export class Subgraphs {
  readonly #open: OpenCalls;
  readonly #held = new Map<string, Held>();

  constructor(open: OpenCalls) {
    this.#open = open;
  }

  /** Opens what is not open yet. Throws when one cannot be; then none is held. */
  take(addresses: readonly SubgraphAddress[]): readonly SubgraphCalls[] {
    const taken: SubgraphAddress[] = [];
    try {
      return addresses.map((address) => {
        const held = this.#held.get(keyOf(address)) ?? { opened: this.#open(address), holders: 0 };
        this.#held.set(keyOf(address), held);
        held.holders += 1;
        taken.push(address);
        return held.opened.calls;
      });
    } catch (error) {
      void this.giveBack(taken);
      throw error;
    }
  }

  /** Closes what nobody else holds. */
  async giveBack(addresses: readonly SubgraphAddress[]): Promise<void> {
    const closing = addresses.map(async (address) => {
      const held = this.#held.get(keyOf(address));
      if (held === undefined) return;
      held.holders -= 1;
      if (held.holders > 0) return;
      this.#held.delete(keyOf(address));
      await held.opened.close();
    });
    await Promise.all(closing);
  }

  /** The transports of these, which are held. */
  transports(addresses: readonly SubgraphAddress[]): ReadonlyMap<string, SubgraphTransport> {
    const found = new Map<string, SubgraphTransport>();
    for (const address of addresses) {
      const held = this.#held.get(keyOf(address));
      if (held !== undefined) found.set(address.name, held.opened.transport);
    }
    return found;
  }
}

function keyOf({ name, url }: SubgraphAddress): string {
  return `${name} ${url}`;
}
