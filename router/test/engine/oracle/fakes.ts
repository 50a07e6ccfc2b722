import type { SubgraphResponse, SubgraphTransport } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';
import type { GraphQLSchema } from 'graphql';
import { execute, isAbstractType, isInterfaceType, isObjectType, parse, validate } from 'graphql';
import type { Subject } from './subject.ts';
import type { Universe } from './universe.ts';

/** What a fake subgraph was asked. */
export interface Asked {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** What is wrong with it, if anything. */
  readonly mistake: string | undefined;
}

/** Subgraphs of one subject in one universe, as the router reaches them. */
export function fakeTransports(
  subject: Subject,
  universe: Universe,
  away: string | undefined,
  asked: Asked[],
): Map<string, SubgraphTransport> {
  return new Map(
    [...subject.subgraphs].map(([name, schema]) => [
      name,
      fake(name, schema, universe, name === away, asked),
    ]),
  );
}

function fake(
  name: string,
  schema: GraphQLSchema,
  universe: Universe,
  away: boolean,
  asked: Asked[],
): SubgraphTransport {
  return {
    async execute({ query, variables = {} }): Promise<SubgraphResponse> {
      const document = parse(query);
      const [mistake] = validate(schema, document);
      asked.push({ subgraph: name, query, variables, mistake: mistake?.message });
      if (away) throw new SubgraphUnavailable(name, 'network', 'it is away');
      if (mistake) throw mistake;
      live(name, schema, universe);
      const result = await execute({
        schema,
        document,
        // As they come over the wire.
        variableValues: JSON.parse(JSON.stringify(variables)),
        fieldResolver: universe.resolve,
        typeResolver: universe.typeOf,
      });
      return JSON.parse(JSON.stringify(result));
    },
    subscribe() {
      throw new Error('Nothing is streamed here.');
    },
    close: async () => undefined,
  };
}

/** Sets what `_entities` looks for in the types themselves. */
function live(name: string, schema: GraphQLSchema, universe: Universe): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = universe.typeOf;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const resolveReference = (reference: object) => (universe.hides(name, reference) ? null : reference);
    type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference } } };
  }
}
