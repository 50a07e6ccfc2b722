import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { SubgraphName } from './shop.ts';
import { sdls, subgraphNames } from './shop.ts';

/** The supergraph's SDL, where subgraphs are reached at `urlOf` their name. */
export function supergraphSdl(urlOf: (name: SubgraphName) => string): string {
  const services = subgraphNames.map((name) => ({
    name,
    typeDefs: parse(sdls[name]),
    url: urlOf(name),
  }));
  const { supergraphSdl: sdl, errors } = composeServices(services);
  if (sdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return sdl;
}
