import { expect, it } from 'vitest';
import { ask } from '../world/ask.ts';
import { startWorld } from '../world/world.ts';

const none = { insert: {}, remove: [] };

it('sets and leaves out headers on their way to subgraphs, to all and to one', async () => {
  const world = await startWorld({
    headers: {
      all: { insert: { 'x-gateway': 'ursa', 'x-zone': 'all' }, remove: ['user-agent'] },
      subgraphs: { people: { insert: { 'x-zone': 'people' }, remove: ['x-gateway'] } },
    },
  });
  const { data } = await ask(world.url, '{ inPassport { headers } notes { id } }');
  expect(data).toMatchObject({ inPassport: { headers: ['x-zone'] } });
  const toNotes = world.notes.requests.find(({ query }) => query.includes('notes'));
  expect(toNotes?.headers).toEqual({ 'x-gateway': 'ursa', 'x-zone': 'all' });
  const mutation = await ask(world.url, 'mutation { headersOfMutation }');
  expect(mutation.data?.['headersOfMutation']).toContain('x-zone: people');
  expect(String(mutation.data?.['headersOfMutation'])).not.toContain('user-agent');
});

it('changes nothing without rules', async () => {
  const { url } = await startWorld({ headers: { all: none, subgraphs: { notes: none } } });
  expect((await ask(url, '{ inPassport { headers } }')).data).toEqual({ inPassport: { headers: [] } });
});
