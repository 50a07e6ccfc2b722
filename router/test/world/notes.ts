import type { Verifier } from '@ursa/passport';
import type { Entry, Stream } from './stream.ts';
import type { TestContext, TestSubgraph } from './subgraph.ts';
import { testSubgraph } from './subgraph.ts';

const sdl = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

  type Query {
    notes: [Note!]!
    note(id: ID!): Note
    strictAuthor: Person!
  }

  type Mutation {
    addNote(text: String!): Note
  }

  type Subscription {
    noteAdded(after: String): NoteEvent!
  }

  type NoteEvent {
    cursor: String!
    note: Note!
  }

  type Note @key(fields: "id") {
    id: ID!
    text: String!
    author: Person
  }

  type Person @key(fields: "id") {
    id: ID!
    noteCount: Int
    notesFor: ID
  }
`;

/** Owns notes; adds to people. */
export function notes(verifier: Verifier, stream: Stream): TestSubgraph {
  const note = ({ sequence, text }: Entry) => ({
    id: String(sequence),
    text,
    author: { id: `author-${sequence}` },
  });
  return testSubgraph(
    'notes',
    sdl,
    {
      Query: {
        notes: () => [1, 2, 3].map((sequence) => note({ sequence, text: `note ${sequence}` })),
        note: (_: unknown, { id }: { id: string }) => ({ id, text: 'x', author: { id: `author-${id}` } }),
        strictAuthor: () => ({ id: 'author-hidden' }),
      },
      Mutation: {
        addNote: (_: unknown, { text }: { text: string }, { passport }: TestContext) => ({
          id: 'new',
          text,
          author: passport.viewer && { id: passport.viewer },
        }),
      },
      Subscription: {
        noteAdded: {
          async *subscribe(_: unknown, { after }: { after?: string }, { signal }: TestContext) {
            for await (const entry of stream.follow(after, signal)) {
              yield { noteAdded: { cursor: String(entry.sequence), note: note(entry) } };
            }
          },
        },
      },
      Note: {
        __resolveReference: ({ id }: { id: string }) => note({ sequence: Number(id), text: 'x' }),
      },
      Person: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        noteCount: () => 3,
        notesFor: (_: unknown, __: unknown, { passport }: TestContext) => passport.viewer,
      },
    },
    verifier,
  );
}
