import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { SubgraphTransport } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';
import type { GraphQLSchema } from 'graphql';
import { execute, parse, validate } from 'graphql';
import type { LoadedSupergraph } from '../../../src/engine/supergraph.ts';
import { loadSupergraph } from '../../../src/engine/supergraph.ts';
import { supergraphOf } from '../../world/world.ts';
import type { Asked } from '../oracle/fakes.ts';
import type { Crafted, Failure } from './crafted.ts';
import { teach } from './knowledge.ts';

/** A crafted supergraph, ready to be asked. */
export interface Case extends Crafted {
  readonly name: string;
  readonly loaded: LoadedSupergraph;
  readonly schemas: ReadonlyMap<string, GraphQLSchema>;
}

const folder = join(import.meta.dirname, '..', 'supergraphs');

/** All of them: folders with a `case.ts`. */
export async function cases(): Promise<Case[]> {
  const names = readdirSync(folder).filter((name) => readdirSync(join(folder, name)).includes('case.ts'));
  return Promise.all(
    names.map(async (name) => {
      try {
        return await load(name);
      } catch (error) {
        throw new Error(`${name} cannot be served`, { cause: error });
      }
    }),
  );
}

async function load(name: string): Promise<Case> {
  const { crafted } = (await import(join(folder, name, 'case.ts'))) as { crafted: Crafted };
  const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.graphql'));
  const sdls = files.map((file) => ({
    name: file.replace('.graphql', ''),
    sdl: readFileSync(join(folder, name, file), 'utf8'),
  }));
  const loaded = loadSupergraph(supergraphOf(sdls));
  const schemas = new Map(
    sdls.map(({ name: subgraph, sdl }) => {
      const schema = buildSubgraphSchema([{ typeDefs: parse(sdl) }]);
      teach(schema, crafted.knows[subgraph] ?? {});
      return [subgraph, schema];
    }),
  );
  return { name, loaded, schemas, ...crafted };
}

/** Its subgraphs, as the router reaches them; what they are asked is noted. */
export function transportsOf(
  { schemas }: Case,
  failing: Readonly<Record<string, Failure>>,
  asked: Asked[],
): Map<string, SubgraphTransport> {
  return new Map([...schemas].map(([name, schema]) => [name, transport(name, schema, failing[name], asked)]));
}

function transport(
  name: string,
  schema: GraphQLSchema,
  failure: Failure | undefined,
  asked: Asked[],
): SubgraphTransport {
  return {
    async execute({ query, variables = {} }) {
      const document = parse(query);
      const [mistake] = validate(schema, document);
      asked.push({ subgraph: name, query, variables, mistake: mistake?.message });
      if (failure === 'away') throw new SubgraphUnavailable(name, 'network', 'it is away');
      if (failure === 'status 500') throw new SubgraphUnavailable(name, 'protocol', 'it answered 500');
      if (mistake) throw mistake;
      const result = await execute({
        schema,
        document,
        variableValues: JSON.parse(JSON.stringify(variables)),
      });
      const honest = JSON.parse(JSON.stringify(result));
      return failure === undefined ? honest : failure(honest);
    },
    subscribe() {
      throw new Error('Nothing is streamed here.');
    },
    close: async () => undefined,
  };
}
