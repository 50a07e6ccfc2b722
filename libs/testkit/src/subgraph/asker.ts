import type { UserId } from '@ursa/ids';
import type { TestSubgraph } from './start-test-subgraph.ts';

/** Ways to ask a subgraph as a viewer. What went wrong with a request is answered as `codes`, beside no data. */
export function asker({ execute }: Pick<TestSubgraph, 'execute'>) {
  /** What an operation answers: its data, or the codes of what went wrong with the request. */
  async function ask(query: string, variables: object, viewer: UserId | null) {
    const { data, errors } = await execute({ query, variables: { ...variables }, viewer });
    if (errors) return { codes: errors.map(({ extensions, message }) => extensions?.['code'] ?? message) };
    // biome-ignore lint/suspicious/noExplicitAny: whatever the query selected
    return data as any;
  }

  /** Fields of entities, reached as the router reaches them. */
  async function entities(
    typename: string,
    ids: readonly string[],
    selection: string,
    viewer: UserId | null,
  ) {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`;
    const of = ids.map((id) => ({ __typename: typename, id }));
    const { _entities, codes } = await ask(query, { of }, viewer);
    return codes ? [{ codes }] : _entities;
  }

  /** Runs a mutation on `input` and answers its payload, of which `selection` and the errors are selected. */
  async function mutate(name: string, input: object, viewer: UserId | null, selection: string) {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} errors { __typename message path } } }`;
    const data = await ask(query, { input }, viewer);
    return data[name] ?? data;
  }

  return { ask, entities, mutate };
}
