import type { RunningSubgraph } from '@ursa/subgraph-kit';
import type { SubgraphTransport } from '@ursa/transport';
import { httpTransport, localTransport } from '@ursa/transport';

/** Where the subgraphs of one system are: in this process, or at a URL. */
export interface Places {
  readonly running: ReadonlyMap<string, RunningSubgraph>;
  /** Those that run as processes of their own. */
  readonly apart: ReadonlyMap<string, string>;
}

/** The way to a subgraph: without a socket where it runs in this process. */
export function transportTo({ running, apart }: Places, name: string): SubgraphTransport {
  const url = apart.get(name);
  if (url !== undefined) return httpTransport({ name, url });
  const subgraph = running.get(name);
  if (!subgraph) throw new Error(`${name} does not run here: is it in supergraph.yaml?`);
  return localTransport(subgraph);
}

/** The ways that subgraphs ask each other, each made once. */
export function peersAmong(places: Places): (name: string) => SubgraphTransport {
  const transports = new Map<string, SubgraphTransport>();
  return (name) => {
    const known = transports.get(name);
    if (known) return known;
    const transport = transportTo(places, name);
    transports.set(name, transport);
    return transport;
  };
}
