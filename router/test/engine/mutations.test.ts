import { expect, it } from 'vitest';
import { ask } from '../world/ask.ts';
import { startWorld } from '../world/world.ts';

it('runs the fields of a long mutation one after the other, across subgraphs, each once', async () => {
  const { url, notes, people, signer } = await startWorld();
  const adds = Array.from({ length: 60 }, (_, i) => `a${i}: addNote(text: "${i}") { text }`);
  const query = `mutation ($token: String!) {
    ${adds.join('\n')}
    a0: addNote(text: "0") { ...More }
    logIn(token: $token) { id }
    last: addNote(text: "last") { author { name } }
  }
  fragment More on Note { id }`;
  const { data, errors } = await ask(url, query, { variables: { token: await signer.sign() } });
  expect(errors).toBeUndefined();
  expect(Object.keys(data ?? {})).toEqual([...adds.map((_, i) => `a${i}`), 'logIn', 'last']);
  expect(data).toMatchObject({
    a0: { id: 'new', text: '0' },
    a59: { text: '59' },
    logIn: { id: 'somebody' },
  });
  expect(data?.['last']).toEqual({ author: { name: expect.any(String) } });

  const mutations = notes.requests.filter(({ query: sent }) => sent.startsWith('mutation'));
  const added = mutations.flatMap(({ query: sent }) =>
    [...sent.matchAll(/addNote\(text: *"(\w+)"/g)].map(([, text]) => text),
  );
  expect(added).toEqual([...adds.map((_, i) => String(i)), 'last']);
  expect(people.requests.filter(({ query: sent }) => sent.startsWith('mutation'))).toHaveLength(1);
});

it('goes on when a field of it fails', async () => {
  const { url, people } = await startWorld();
  people.up = false;
  const adds = Array.from({ length: 30 }, (_, i) => `a${i}: addNote(text: "${i}") { text }`);
  const { data, errors } = await ask(url, `mutation { logIn(token: "x") { id } ${adds.join('\n')} }`);
  expect(data).toMatchObject({ logIn: null, a0: { text: '0' }, a29: { text: '29' } });
  expect(errors).toMatchObject([{ path: ['logIn'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
});
