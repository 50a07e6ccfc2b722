import { expect, it } from 'vitest';
import { ask } from '../world/ask.ts';
import { startWorld } from '../world/world.ts';

interface Explain {
  ms: number;
  plan: { node: { kind: string } };
  fetches: { subgraph: string; ms: number; bytes: number; representations: number; failed: boolean }[];
}

async function explain(url: string, query: string): Promise<{ data: unknown; explain: Explain }> {
  const response = await fetch(`${url}/graphql?explain`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, extensions } = await response.json();
  return { data, explain: extensions?.explain };
}

const operation = '{ notes { text author { name } } }';

it('tells the plan, and what each fetch took and brought', async () => {
  const { url } = await startWorld({ explain: true });
  const told = await explain(url, operation);
  expect(told.data).toEqual((await ask(url, operation)).data);
  expect(told.explain.plan.node.kind).toBe('Sequence');
  expect(told.explain.fetches).toMatchObject([
    { subgraph: 'notes', representations: 0, failed: false },
    { subgraph: 'people', representations: 3, failed: false },
  ]);
  for (const { ms, bytes } of told.explain.fetches) {
    expect(ms).toBeLessThanOrEqual(told.explain.ms);
    expect(bytes).toBeGreaterThan(50);
  }
});

it('tells of fetches that fail', async () => {
  const { url, people } = await startWorld({ explain: true });
  people.up = false;
  const told = await explain(url, operation);
  expect(told.explain.fetches).toMatchObject([
    { subgraph: 'notes' },
    { subgraph: 'people', failed: true, bytes: 0 },
  ]);
});

it('has a page that needs nothing from elsewhere', async () => {
  const { url } = await startWorld({ explain: true });
  const response = await fetch(`${url}/explain`);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await response.text();
  expect(html).toContain('/graphql?explain');
  expect(html).not.toMatch(/https?:/);
});

it('explains nothing unless it is switched on', async () => {
  const { url } = await startWorld();
  expect((await explain(url, operation)).explain).toBeUndefined();
  expect((await fetch(`${url}/explain`)).status).toBe(404);
});
