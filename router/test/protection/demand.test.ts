import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/index.ts';
import { ask } from '../world/ask.ts';
import { routerOver } from '../world/router-over.ts';
import { openSocket } from '../world/socket.ts';

const shop = {
  sdl: `
    extend schema @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@listSize", { name: "@cost", as: "@price" }]
    )
    type Query {
      item: Item
      items: [Item]
      few: [Item] @listSize(assumedSize: 3)
      some(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"])
      any(first: Int = 4): [Item] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
      paged(size: Int): Shelf @listSize(slicingArguments: ["size"], sizedFields: ["items"], assumedSize: 6)
      bought(first: Int, last: Int): ItemConnection
      dear: Int @price(weight: 30)
      find(words: String @price(weight: 7), filter: Filter): Int
      named: Named
    }
    type Mutation { buy: Item }
    type Subscription { sold: Item }
    type ItemConnection { nodes: [Item] edges: [Edge] totalCount: Int }
    type Edge { node: Item }
    type Shelf { items: [Item] label: String }
    input Filter { colours: [Colour] note: String @price(weight: 5) }
    enum Colour @price(weight: 2) { RED BLUE }
    interface Named { name: String }
    type Item implements Named @key(fields: "id") { id: ID! name: String maker: Maker colour: Colour tags: [String] parts: [Item] }
    type Maker implements Named @price(weight: 4) { name: String }
  `,
  resolvers: {
    Query: {
      items: () => [item, null, item],
      bought: () => ({ nodes: [item], edges: [{ node: item }] }),
      named: () => item,
      find: () => 1,
    },
    Mutation: { buy: () => item },
    Subscription: {
      sold: {
        subscribe: async function* () {
          yield { sold: item };
        },
      },
    },
  },
};
const item = {
  __typename: 'Item',
  id: '1',
  name: 'Cup',
  maker: { name: 'Otto' },
  colour: 'RED',
  parts: [{ id: '2' }],
};

const { demand } = defaultSettings;
const tell = { 'ursa-cost': '1' };

it('estimates from @cost, @listSize and the shape of lists, and tells what came of it', async () => {
  const { url } = await routerOver({ shop });
  const costs: [query: string, estimated: number, actual?: number][] = [
    ['{ item { id name } }', 1],
    ['{ item { ...F ...F name: name } } fragment F on Item { name maker { name } }', 5],
    ['{ items { id } }', 10, 2],
    ['{ items { maker { name } } }', 50, 10],
    ['{ items { id colour } }', 30, 6],
    ['{ few { id } }', 3],
    ['{ some(first: 7) { id } }', 7],
    ['{ any { id } }', 4],
    ['{ any(first: 9) { parts { id } } }', 99],
    ['{ paged(size: 8) { label items { id } } }', 9],
    ['{ bought { totalCount } }', 1, 1],
    ['{ bought { nodes { id } } }', 21, 2],
    ['{ bought(first: 5) { nodes { id } edges { node { id } } } }', 1 + 5 + 5 * 2, 4],
    ['{ bought(last: 50) { nodes { parts { id } } } }', 1 + 50 * 11, 3],
    ['{ bought(first: 2147483647) { nodes { id } } }', 1_001, 2],
    ['{ bought(first: -5) { nodes { id } } }', 1, 2],
    ['{ dear }', 30, 0],
    ['{ find(words: "x", filter: { colours: [RED, BLUE], note: "y" }) }', 7 + 4 + 5, 16],
    ['{ named { name } }', 4],
    ['mutation { buy { name } }', 11, 11],
    ['{ item { id } __schema { queryType { name } } }', 1],
  ];
  for (const [query, estimated, actual] of costs) {
    const { extensions } = (await ask(url, query, { headers: tell })) as { extensions?: { cost?: object } };
    expect(extensions?.cost, query).toMatchObject({ estimated, limit: demand.maxCost });
    if (actual !== undefined) expect(extensions?.cost, query).toMatchObject({ actual });
  }
});

it('reads variables', async () => {
  const { url } = await routerOver({ shop });
  const query =
    'query ($first: Int = 3, $with: Boolean = false, $size: Int) { bought(first: $first) { nodes { id parts @include(if: $with) { id } } } paged(size: $size) { items { id } } }';
  const estimated = async (variables: Record<string, unknown>) => {
    const { extensions } = await ask(url, query, { variables, headers: tell });
    return (extensions as { cost: { estimated: number } }).cost.estimated;
  };
  expect(await estimated({ size: 1 })).toBe(1 + 3 + 1 + 1);
  expect(await estimated({ size: 1, with: true, first: 2 })).toBe(1 + 2 * 11 + 1 + 1);
  expect(await estimated({ size: 50 })).toBe(1 + 3 + 1 + 50);
});

it('wants exactly one slicing argument where the schema says so', async () => {
  const { url } = await routerOver({ shop });
  for (const query of ['{ some { id } }', '{ some(first: 1, last: 1) { id } }']) {
    expect(await ask(url, query)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  }
});

it('refuses what may cost too much, before anything runs, on every transport', async () => {
  const { url, subgraphs } = await routerOver({ shop }, { demand: { ...demand, maxCost: 100 } });
  const bomb = '{ items { parts { parts { parts { id } } } } }';
  const refused = {
    message: 'An operation may cost 100; this one may cost 11110.',
    extensions: { code: 'COST_ESTIMATED_TOO_EXPENSIVE' },
  };
  expect(await ask(url, bomb)).toMatchObject({ status: 400, errors: [refused] });
  const socket = openSocket(url);
  for (const query of [bomb, 'subscription { sold { parts { parts { id } } } }']) {
    const { answers, done } = socket.run(query);
    await done;
    expect(answers).toMatchObject([{ errors: [{ extensions: refused.extensions }] }]);
  }
  expect(subgraphs['shop']?.requests.filter(({ query }) => query.includes('id'))).toEqual([]);
  expect((await ask(url, '{ items { parts { id } } item { id } }')).errors).toMatchObject([
    { extensions: refused.extensions },
  ]);
  expect((await ask(url, '{ items { id } }')).errors).toBeUndefined();
});

it('tells nothing of costs to who does not ask', async () => {
  const { url } = await routerOver({ shop });
  expect((await ask(url, '{ items { id } }')).extensions).toBeUndefined();
});

it('counts against a budget what was estimated, and gives back what was not used', async () => {
  const budgeted = { ...demand, budgetPerAddress: 100, budgetPerViewer: 0, budgetWindowMs: 3_600_000 };
  const { url } = await routerOver({ shop }, { demand: budgeted });
  // Estimated 50, costs 10: only what was used is gone.
  for (let round = 0; round < 5; round += 1)
    expect((await ask(url, '{ items { maker { name } } }')).errors).toBeUndefined();
  expect((await ask(url, '{ items { maker { name } } }')).errors).toBeUndefined();
  const refused = await ask(url, '{ items { maker { name } } }');
  expect(refused).toMatchObject({
    status: 429,
    errors: [{ extensions: { code: 'COST_BUDGET_EXHAUSTED', retryAfterMs: expect.any(Number) } }],
  });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask(url, '{ item { id } }')).errors).toBeUndefined();
});

async function streamed(url: string, query: string): Promise<void> {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  await response.text();
}

it.each([
  ['http', ask],
  ['websocket', (url: string, query: string) => openSocket(url).run(query).done],
  ['sse', streamed],
])('notes what was estimated and what was fetched in the log: %s', async (way, send) => {
  const budgeted = { ...demand, maxCost: 100, budgetPerAddress: 1_000 };
  const { url, logged } = await routerOver({ shop }, { demand: budgeted });
  const line = async (operation: string, query: string) => {
    await send(url, query);
    const find = () => logged.find((each) => each['msg'] === 'operation' && each['operation'] === operation);
    await waitFor(() => find() !== undefined);
    return find();
  };
  expect(await line('query Items', 'query Items { items { maker { name } } }')).toMatchObject({
    way,
    cost: { estimated: 50, actual: 10 },
  });
  expect(await line('mutation Buy', 'mutation Buy { buy { name } }')).toMatchObject({
    cost: { estimated: 11, actual: 11 },
  });
  const bomb = await line('query Bomb', 'query Bomb { items { parts { parts { id } } } }');
  expect(bomb?.['cost']).toEqual({ estimated: 1_110 });
  expect(await line('query Invalid', 'query Invalid { some { id } }')).not.toHaveProperty('cost');
  if (way === 'http') return;
  const sold = await line('subscription Sold', 'subscription Sold { sold { maker { name } } }');
  expect(sold).toMatchObject({ way, status: 'completed' });
  expect(sold?.['cost']).toEqual({ estimated: 5 });
});

it('notes the costs of a list as one sum, and none where it is not counted', async () => {
  const { url, logged } = await routerOver({ shop }, { batchMaxOperations: 5 });
  const queries = ['{ items { id } }', '{ few { id } }', '{ nonsense }'].map((query) => ({ query }));
  await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(queries),
  });
  await waitFor(() => logged.some(({ msg }) => msg === 'operation'));
  expect(logged.find(({ msg }) => msg === 'operation')).toMatchObject({ cost: { estimated: 13 } });
  expect(logged.find(({ msg }) => msg === 'operation')?.['cost']).not.toHaveProperty('actual');
});
