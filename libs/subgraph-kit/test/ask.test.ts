import { newId } from '@ursa/ids';
import type { PeerQuestion } from '@ursa/testkit/subgraph';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { beforeEach, expect, test } from 'vitest';
import { notesSubgraph } from './notes/subgraph.ts';
import * as tables from './notes/tables.ts';

const questions: PeerQuestion[] = [];
let answer: (question: PeerQuestion) => readonly (object | null)[] | Promise<readonly (object | null)[]>;

const notes = await startTestSubgraph(notesSubgraph, {
  tables,
  settings: { askDeadlineMs: 50 },
  peers: {
    profiles(question) {
      questions.push(question);
      return answer(question);
    },
  },
});
const viewer = newId('user');
const ask = (ids: string[]) =>
  notes.execute({ query: 'query($ids: [ID!]!) { peer(ids: $ids) }', variables: { ids }, viewer });

beforeEach(() => {
  questions.length = 0;
  answer = ({ representations }) =>
    representations.map(({ id }) => (id === 'nobody' ? null : { name: `name of ${id}` }));
});

test('questions of one moment travel together, as the viewer, signed by the asking subgraph', async () => {
  const { data } = await ask(['a', 'b', 'nobody', 'a']);
  expect(data).toEqual({ peer: ['name of a', 'name of b', null, 'name of a'] });
  expect(questions).toHaveLength(1);
  expect(questions[0]).toMatchObject({ typename: 'User', viewer, caller: 'notes' });
  expect(questions[0]?.representations).toEqual(
    ['a', 'b', 'nobody'].map((id) => ({ __typename: 'User', id })),
  );
});

test.each<[string, typeof answer]>([
  ['fails', () => Promise.reject(new Error('secret'))],
  ['is too late', () => new Promise(() => {})],
  ['answers too little', () => []],
])('a peer that %s is unavailable: nothing is taken for an answer', async (_, failing) => {
  answer = failing;
  const { data, errors } = await ask(['a']);
  expect(data).toEqual({ peer: null });
  expect(errors).toMatchObject([
    {
      message: '"profiles" is unavailable.',
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'profiles' },
    },
  ]);
  expect(JSON.stringify(errors)).not.toContain('secret');
});

test('an answer with any error in it is none', async () => {
  const stand = await startTestSubgraph(notesSubgraph, {
    tables,
    peers: {
      profiles: {
        execute: async () => ({ data: { _entities: [null] }, errors: [{ message: 'one of them failed' }] }),
        subscribe: () => (async function* () {})(),
        close: async () => {},
      },
    },
  });
  const { errors } = await stand.execute({ query: '{ peer(ids: ["a"]) }' });
  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
});
