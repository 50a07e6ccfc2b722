import { SetupError } from '@ursa/setup';
import type { AnySubgraph } from '@ursa/subgraph-kit';
import type { Installation } from './installation.ts';

/** The subgraphs with these names, or all. Throws a SetupError that lists them when a name is none. */
export function choose({ subgraphs }: Installation, names: readonly string[]): AnySubgraph[] {
  return names.length === 0 ? [...subgraphs] : names.map((name) => subgraphNamed(subgraphs, name));
}

/** The one subgraph that a command is about. */
export function chooseOne({ subgraphs }: Installation, names: readonly string[]): AnySubgraph {
  const [name, ...rest] = names;
  if (name === undefined || rest.length > 0) throw new SetupError(`Name one subgraph: ${list(subgraphs)}.`);
  return subgraphNamed(subgraphs, name);
}

/** The subgraph with this name. Throws a SetupError that lists them all when there is none. */
export function subgraphNamed(subgraphs: readonly AnySubgraph[], name: string): AnySubgraph {
  const found = subgraphs.find((subgraph) => subgraph.name === name);
  if (!found) throw new SetupError(`There is no subgraph ${name}: there are ${list(subgraphs)}.`);
  return found;
}

const list = (subgraphs: readonly AnySubgraph[]) => subgraphs.map(({ name }) => name).join(', ');
