import { send } from '../world/person.ts';
import type { Name } from './random/model.ts';
import type { Stage } from './random/stage.ts';
import { commonWord } from './random/stage.ts';
import type { Kind, Way } from './random/ways.ts';
import type { WayIn } from './ways-in.ts';

const everything =
  'edges { node { ... on User { id } ... on Post { id } ... on Comment { id } ... on Group { id } } }';

/** All pages of a search, as ids; counted against `counts` on the way. */
async function found(stage: Stage, viewer: Name | null, query: string, type: string): Promise<Set<string>> {
  const token = viewer === null ? undefined : stage.person(viewer).token;
  const operation = `query ($query: String!, $after: String) {
    search(query: $query, types: [${type}], first: 100, after: $after) {
      counts { users posts comments groups } ${everything} pageInfo { hasNextPage endCursor } } }`;
  const ids = new Set<string>();
  for (let after: string | null = null; ; ) {
    const { data, errors } = await send(stage.world.url, operation, { query, after }, token);
    if (errors) throw new Error(`search was refused: ${JSON.stringify(errors)}`);
    const { edges, pageInfo, counts } = data.search;
    for (const { node } of edges) if (node) ids.add(node.id);
    after = pageInfo.endCursor;
    if (pageInfo.hasNextPage) continue;
    const told = counts[`${type.toLowerCase()}s`];
    // A count that tells of more than is shown is a leak like any other.
    if (told !== ids.size) ids.add(`${told} counted, ${ids.size} shown`);
    return ids;
  }
}

const bySearch = (kind: Kind, type: string, query: string): Way => ({
  name: `search for ${type}`,
  kind,
  exact: true,
  async look(stage, viewer) {
    const shown = await found(stage, viewer, query, type);
    const odd = [...shown].find((one) => one.includes('counted'));
    if (odd) throw new Error(`search for ${type} as ${viewer}: ${odd}`);
    return shown;
  },
});

/** By the beginning of each name: people are suggested as they are found. */
const bySuggestion: Way = {
  name: 'searchSuggestions',
  kind: 'user',
  exact: true,
  async look({ world, people, person }, viewer) {
    const token = viewer === null ? undefined : person(viewer).token;
    const fields = [...people.keys()].map(
      (name, at) => `s${at}: searchSuggestions(prefix: "${name}") { ... on User { id } }`,
    );
    const { data, errors } = await send(world.url, `{ ${fields.join(' ')} }`, {}, token);
    if (errors) throw new Error(`searchSuggestions was refused: ${JSON.stringify(errors)}`);
    const lists = Object.values(data) as { id?: string }[][];
    return new Set(lists.flatMap((list) => list.flatMap(({ id }) => id ?? [])));
  },
};

/** Every way to find something by what it says. */
export const searchWays: readonly Way[] = [
  bySearch('post', 'POST', commonWord),
  bySearch('comment', 'COMMENT', commonWord),
  // Everybody on stage is called person_….
  bySearch('user', 'USER', 'person'),
  bySuggestion,
];

const byName = (name: string, query: string): WayIn => ({
  name,
  look: ({ url }, looker, { username }) => send(url, query, { name: username }, looker?.token),
});

/** Every way to find a person by their name. */
export const searchWaysToUser: readonly WayIn[] = [
  byName(
    'search',
    `query ($name: String!) { search(query: $name, types: [USER]) {
      counts { users } pageInfo { hasNextPage endCursor }
      edges { score highlights { start } node { __typename ... on User { id username } } } } }`,
  ),
  byName(
    'searchSuggestions',
    'query ($name: String!) { searchSuggestions(prefix: $name) { __typename ... on User { id username } } }',
  ),
];
