import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { parse } from 'graphql';

/** The field's usual case: people review products of which others know stock and price. */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable"])`;

const sdls: Record<string, string> = {
  accounts: `${link}
    type Query { users: [User!] }
    type User @key(fields: "id") { id: ID! name: String username: String @shareable }`,
  inventory: `${link}
    type Product @key(fields: "upc") {
      upc: String! weight: Int @external price: Int @external
      inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
    }`,
  products: `${link}
    type Query { topProducts(first: Int = 5): [Product!] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
  reviews: `${link}
    type Review @key(fields: "id") { id: ID! body: String product: Product author: User }
    type User @key(fields: "id") { id: ID! username: String @shareable reviews: [Review!] }
    type Product @key(fields: "upc") { upc: String! reviews: [Review!] }`,
};

/** About 90 KB of answer. */
export const nested = `
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }
  query Nested {
    users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
    topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
  }`;

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);
const numberIn = (text: unknown): number => Number(/\d+/.exec(String(text))?.[0] ?? 0);

const user = (at: number) => ({ id: `u${at}`, name: `User ${at}`, username: `@user${at}` });
const product = (at: number) => ({ upc: `p${at}`, name: `Product ${at}`, price: at * 100, weight: at * 7 });
const review = (at: number) => ({ id: `r${at}`, body: `Review number ${at}, of some length.` });

type Source = Record<string, unknown>;

const resolvers: Record<string, object> = {
  accounts: {
    Query: { users: () => range(6).map(user) },
    User: { __resolveReference: ({ id }: Source) => user(numberIn(id)) },
  },
  inventory: {
    Product: {
      inStock: ({ upc }: Source) => numberIn(upc) % 2 === 0,
      shippingEstimate: ({ price, weight }: Source) => Number(price) + Number(weight),
    },
  },
  products: {
    Query: { topProducts: (_: unknown, { first }: { first: number }) => range(first).map(product) },
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
    Product: { reviews: ({ upc }: Source) => range(4).map((at) => review(numberIn(upc) + at * 5)) },
  },
};

/** The supergraph's SDL. */
export function supergraphSdl(): string {
  const { supergraphSdl: sdl, errors } = composeServices(
    Object.entries(sdls).map(([name, text]) => ({ name, typeDefs: parse(text), url: `http://${name}` })),
  );
  if (sdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return sdl;
}

export function subgraphSchemas(): Map<string, GraphQLSchema> {
  return new Map(
    Object.entries(sdls).map(([name, text]) => [
      name,
      buildSubgraphSchema([{ typeDefs: parse(text), resolvers: resolvers[name] as never }]),
    ]),
  );
}
