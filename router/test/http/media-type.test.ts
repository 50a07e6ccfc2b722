import { expect, it } from 'vitest';
import { startWorld } from '../world/world.ts';

const json = 'application/json; charset=utf-8';
const graphql = 'application/graphql-response+json; charset=utf-8';

it.each([
  ['*/*', json],
  ['application/*', json],
  ['text/html, */*;q=0.1', json],
  ['application/graphql-response+json', graphql],
  ['application/graphql-response+json, application/json;q=0.9', graphql],
  ['application/graphql-response+json;q=0.5, application/json', json],
  ['application/json, application/graphql-response+json', json],
  ['application/graphql-response+json, application/json', graphql],
  ['application/json;q=0, */*', graphql],
  ['Application/GraphQL-Response+JSON; charset=utf-8', graphql],
  [
    'text/html;note="a, application/json;q=1", application/graphql-response+json ; Q = 0.5, */*;q=0.1',
    graphql,
  ],
  ['application/json;q=high, application/graphql-response+json;q=0.9', json],
])('answers who accepts %s with %s', async (accept, type) => {
  const { url } = await startWorld();
  const get = (search: string) => fetch(`${url}/graphql?${search}`, { headers: { accept } });
  expect((await get('query={me{id}}')).headers.get('content-type')).toBe(type);
  expect((await get('query={nonsense}')).headers.get('content-type')).toBe(type);
});

it.each(['text/html', 'multipart/mixed', 'application/json;q=0'])(
  'runs nothing for who accepts %s alone',
  async (accept) => {
    const { url, people } = await startWorld();
    const before = people.requests.length;
    const response = await fetch(`${url}/graphql?query={me{id}}`, { headers: { accept } });
    expect(response.status).toBe(406);
    expect(people.requests.length).toBe(before);
  },
);
