import type { GraphQLDataSource } from '@apollo/gateway';
import type { SubgraphResponse } from '@ursa/transport';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Answers the first fetch with the event: that is the primary one. Later fetches go to the subgraph itself. */
export function answeringFirst(event: SubgraphResponse, source: GraphQLDataSource): GraphQLDataSource {
  let first = true;
  return {
    process(options) {
      if (!first) return source.process(options);
      first = false;
      const { data = null, errors } = event;
      return Promise.resolve({ data, ...(errors !== undefined && { errors }) } as Answer);
    },
  };
}
