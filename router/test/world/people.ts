import type { Verifier } from '@ursa/passport';
import type { TestContext, TestSubgraph } from './subgraph.ts';
import { testSubgraph } from './subgraph.ts';

const sdl = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

  type Query {
    me: Person
    person(id: ID!): Person
    inPassport: InPassport!
    secretTrouble: String
    plainTrouble: String
    wait(name: String!): String
  }

  type Mutation {
    logIn(token: String!, cookie: String): Person
    headersOfMutation: [String!]!
    hold(name: String!): String
  }

  type Subscription {
    ticks(to: Int!): Int!
    refused: Int!
  }

  type Person @key(fields: "id") {
    id: ID!
    name: String!
  }

  type InPassport {
    viewer: ID
    session: ID
    address: String
    issuer: String!
    audience: String!
    headers: [String!]!
  }
`;

/** Doors that tests open: operations that wait for them are under way until then. */
export class Doors {
  readonly #doors = new Map<string, PromiseWithResolvers<void>>();

  open(name: string): void {
    this.#door(name).resolve();
  }

  async pass(name: string): Promise<string> {
    await this.#door(name).promise;
    return name;
  }

  /** Nobody stands at any of them any more. */
  forget(): void {
    this.#doors.clear();
  }

  #door(name: string): PromiseWithResolvers<void> {
    const door = this.#doors.get(name) ?? Promise.withResolvers<void>();
    this.#doors.set(name, door);
    return door;
  }
}

/** Owns people; logs them in. */
export function people(verifier: Verifier, doors: Doors): TestSubgraph {
  const person = (id: string) => ({ id, name: `Person ${id}` });
  return testSubgraph(
    'people',
    sdl,
    {
      Query: {
        me: (_: unknown, __: unknown, { passport }: TestContext) =>
          passport.viewer && person(passport.viewer),
        person: (_: unknown, { id }: { id: string }) => person(id),
        inPassport: (_: unknown, __: unknown, { passport, request }: TestContext) => ({
          ...passport,
          headers: Object.keys(request.headers ?? {}),
        }),
        secretTrouble: () => {
          throw new Error('the password of the database is hunter2');
        },
        plainTrouble: () => {
          throw Object.assign(new Error('You asked for it.'), { extensions: { code: 'BAD_CURSOR' } });
        },
        wait: (_: unknown, { name }: { name: string }) => doors.pass(name),
      },
      Mutation: {
        logIn: (
          _: unknown,
          { token, cookie }: { token: string; cookie?: string },
          { reply }: TestContext,
        ) => {
          reply['ursa-subject'] = token;
          if (cookie !== undefined) reply['set-cookie'] = [cookie];
          return person('somebody');
        },
        headersOfMutation: (_: unknown, __: unknown, { request }: TestContext) =>
          Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
        hold: (_: unknown, { name }: { name: string }) => doors.pass(name),
      },
      Subscription: {
        ticks: {
          async *subscribe(_: unknown, { to }: { to: number }) {
            for (let ticks = 1; ticks <= to; ticks += 1) yield { ticks };
          },
        },
        refused: {
          subscribe: () => {
            throw Object.assign(new Error('No such thing.'), { extensions: { code: 'NOT_FOUND' } });
          },
        },
      },
      Person: {
        __resolveReference: ({ id }: { id: string }) => (id === 'author-hidden' ? null : person(id)),
      },
    },
    verifier,
  );
}
