import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { parse } from 'graphql';
import { resolvers } from './goods.ts';

/** The field's usual case: people review products of which others know stock and price. */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable"])`;

/** What each subgraph says of itself. */
export const sdls = {
  accounts: `${link}
    type Query { users: [User!] }
    type User @key(fields: "id") { id: ID! name: String username: String @shareable }`,
  inventory: `${link}
    type Product @key(fields: "upc") {
      upc: String! weight: Int @external price: Int @external
      inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
    }`,
  products: `${link}
    type Query { topProducts(first: Int = 5): [Product!] catalogue: [Product!] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int description: String }`,
  reviews: `${link}
    type Subscription { reviewAdded: Review }
    type Review @key(fields: "id") { id: ID! body: String product: Product author: User }
    type User @key(fields: "id") { id: ID! username: String @shareable reviews: [Review!] }
    type Product @key(fields: "upc") { upc: String! reviews: [Review!] }`,
};

export type SubgraphName = keyof typeof sdls;

export const subgraphNames = Object.keys(sdls) as SubgraphName[];

/** A subgraph that can be asked. */
export function subgraphSchema(name: SubgraphName): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: parse(sdls[name]), resolvers: resolvers[name] as never }]);
}
