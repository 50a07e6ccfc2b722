import type { Crafted } from '../../crafted/crafted.ts';

const known = { a: { __typename: 'Account', id: 'a' }, c: { __typename: 'Chat', id: 'c' } };
const node = ({ id }: { id: 'a' | 'c' }) => known[id];

export const crafted: Crafted = {
  knows: {
    accounts: {
      Query: { node, account: known.a },
      Account: [{ id: 'a', username: 'ada' }],
      Chat: [{ id: 'c', account: known.a }],
    },
    chats: {
      Query: { node, chat: known.c },
      Account: [{ id: 'a', chats: [known.c] }],
      Chat: [{ id: 'c', text: 'Hello' }],
    },
  },
  examples: [
    {
      says: 'tells what a node is',
      query: '{ a: node(id: "a") { __typename } c: node(id: "c") { __typename } }',
      data: { a: { __typename: 'Account' }, c: { __typename: 'Chat' } },
    },
    {
      says: 'asks for each kind the one who knows it',
      query:
        '{ a: node(id: "a") { ... on Account { id username } } c: node(id: "c") { ... on Chat { id text } } }',
      data: { a: { id: 'a', username: 'ada' }, c: { id: 'c', text: 'Hello' } },
    },
    {
      says: 'answers with nothing for the kind it is not',
      query:
        '{ a: node(id: "a") { __typename ... on Chat { id } } c: node(id: "c") { ... on Account { id } } }',
      data: { a: { __typename: 'Account' }, c: {} },
    },
    {
      says: 'joins both sides',
      query:
        '{ chat(id: "c") { id text account { id username chats { id } } } account(id: "a") { chats { text } } }',
      data: {
        chat: { id: 'c', text: 'Hello', account: { id: 'a', username: 'ada', chats: [{ id: 'c' }] } },
        account: { chats: [{ text: 'Hello' }] },
      },
    },
  ],
};
