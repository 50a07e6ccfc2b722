import { noStamp } from './stamp.ts';

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);
const numberIn = (text: unknown): number => Number(/\d+/.exec(String(text))?.[0] ?? 0);

// Every subgraph tells something that bears the caller's number; nothing that is sent on to another one does.
const user = (at: number) => ({ id: `u${at}`, name: `User ${at} ${noStamp}`, username: `@user${at}` });
export const review = (at: number) => ({ id: `r${at}`, body: `Review number ${at} ${noStamp}` });
const product = (at: number) => ({
  upc: `p${at}`,
  name: `Product ${at} ${noStamp}`,
  price: at * 100,
  weight: at * 7,
  description: `About ${at}: ${'it is worth its price, whatever people say. '.repeat(38)}`,
});

type Source = Record<string, unknown>;

/** What the shop's subgraphs know, by their names. */
export const resolvers: Record<string, object> = {
  accounts: {
    Query: { users: () => range(6).map(user) },
    User: { __resolveReference: ({ id }: Source) => user(numberIn(id)) },
  },
  inventory: {
    Product: {
      inStock: ({ upc }: Source) => numberIn(upc) % 2 === 0,
      shippingEstimate: ({ price, weight }: Source) => {
        if (price === undefined || weight === undefined) throw new Error('What @requires names is missing.');
        return Number(noStamp);
      },
    },
  },
  products: {
    Query: {
      topProducts: (_: unknown, { first }: { first: number }) => range(first).map(product),
      catalogue: () => range(4_000).map(product),
    },
    Product: { __resolveReference: ({ upc }: Source) => product(numberIn(upc)) },
  },
  reviews: {
    User: {
      username: ({ id }: Source) => `@user${numberIn(id)}`,
      reviews: ({ id }: Source) => range(3).map((at) => review(numberIn(id) * 3 + at)),
    },
    Review: {
      author: ({ id }: Source) => ({ id: `u${numberIn(id) % 6}` }),
      product: ({ id }: Source) => ({ upc: `p${numberIn(id) % 9}` }),
    },
    Product: { reviews: ({ upc }: Source) => range(6).map((at) => review(numberIn(upc) + at * 5)) },
  },
};
