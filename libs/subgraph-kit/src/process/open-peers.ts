import { SetupError } from '@ursa/setup';
import type { SubgraphTransport } from '@ursa/transport';
import { httpTransport } from '@ursa/transport';

/** Transports to the other subgraphs, each made when it is first asked. */
export function openPeers(urls: ReadonlyMap<string, string>) {
  const open = new Map<string, SubgraphTransport>();
  return {
    peer(name: string): SubgraphTransport {
      const known = open.get(name);
      if (known) return known;
      const url = urls.get(name);
      if (url === undefined) throw new SetupError(`There is no subgraph ${name} in supergraph.yaml.`);
      const transport = httpTransport({ name, url });
      open.set(name, transport);
      return transport;
    },
    async close(): Promise<void> {
      await Promise.all([...open.values()].map((transport) => transport.close()));
    },
  };
}
