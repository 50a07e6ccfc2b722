import type { SubgraphResponse, SubgraphTransport } from '@ursa/transport';
import type { GraphQLSchema } from 'graphql';
import { execute, parse } from 'graphql';

/** Subgraphs that answer from memory what they were asked before: as text, to be parsed as if it came by wire. */
export interface Stubs {
  readonly transports: ReadonlyMap<string, SubgraphTransport>;
  /** How often they were asked. */
  asked: number;
}

export function stubs(schemas: ReadonlyMap<string, GraphQLSchema>): Stubs {
  const all: Stubs & { transports: Map<string, SubgraphTransport> } = { transports: new Map(), asked: 0 };
  for (const [name, schema] of schemas) {
    const known = new Map<string, string>();
    all.transports.set(name, {
      async execute({ query, variables }): Promise<SubgraphResponse> {
        all.asked += 1;
        const key = JSON.stringify({ query, variables });
        let answer = known.get(key);
        if (answer === undefined) {
          answer = JSON.stringify(
            await execute({ schema, document: parse(query), variableValues: variables }),
          );
          known.set(key, answer);
        }
        return JSON.parse(answer);
      },
      subscribe() {
        throw new Error('Nothing is streamed here.');
      },
      close: async () => undefined,
    });
  }
  return all;
}
