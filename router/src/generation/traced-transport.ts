import { traced } from '@ursa/telemetry';
import type { SubgraphTransport } from '@ursa/transport';

/** Each request as a piece of the operation's trace, what it waits for included. */
export function tracedTransport(name: string, inner: SubgraphTransport): SubgraphTransport {
  return {
    execute: (request) =>
      traced({ name: `fetch ${name}`, kind: 'client', attributes: { subgraph: name } }, async (span) => {
        const response = await inner.execute(request);
        if (response.errors !== undefined)
          span.fail(response.errors[0]?.message ?? 'It answers with errors.');
        return response;
      }),
    subscribe: (request) => inner.subscribe(request),
    close: () => inner.close(),
  };
}
