import { expect, it } from 'vitest';
import { ask } from '../world/ask.ts';
import { startWorld } from '../world/world.ts';

it('asks a subgraph once for what can be asked at the same time, and for nothing twice', async () => {
  const { url, people } = await startWorld();
  const { data } = await ask(
    url,
    `{
      notes { author { name } }
      one: note(id: "1") { author { name } }
      same: note(id: "1") { author { id name } }
      other: note(id: "2") { author { constructor: name } }
    }`,
  );
  expect(data).toMatchObject({
    notes: [{ author: { name: 'Person author-1' } }, {}, { author: { name: 'Person author-3' } }],
    one: { author: { name: 'Person author-1' } },
    same: { author: { id: 'author-1', name: 'Person author-1' } },
    other: { author: { constructor: 'Person author-2' } },
  });
  const fetches = people.requests.filter(({ query }) => query.includes('_entities'));
  expect(fetches).toHaveLength(1);
  const asked = Object.values(fetches[0]?.variables ?? {}) as { id: string }[][];
  expect(asked.map((representations) => representations.map(({ id }) => id))).toEqual([
    ['author-1', 'author-2', 'author-3'],
    ['author-2'],
  ]);
});

it('makes a plan once, whatever the layout', async () => {
  const { url } = await startWorld();
  await ask(url, '{ notes { id } }');
  await ask(url, '{ notes { id } } # again');
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/ursa_router_plans_total\{cache="hit"\} 1/);
  expect(metrics).toMatch(/ursa_router_plans_total\{cache="miss"\} 1/);
});
