import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { ask } from '../world/ask.ts';
import { metric } from '../world/metric.ts';
import { openSocket } from '../world/socket.ts';
import type { World } from '../world/world.ts';
import { startWorld, supergraphOf } from '../world/world.ts';

const nested = '{ notes { text author { name } } }';

/** The world's supergraph without a field. */
function without(field: string, { people, notes }: World): string {
  const changed = { name: 'people', sdl: people.sdl.replace(new RegExp(`^ *${field}.*$`, 'm'), '') };
  return supergraphOf([changed, notes]);
}

it('fails no request and loses no event while supergraphs come and go', async () => {
  const world = await startWorld();
  const { url, stream } = world;
  const supergraphs = [without('plainTrouble', world), supergraphOf([world.people, world.notes])];
  const expected = (await ask(url, nested)).data;
  const watched = openSocket(url).run('subscription { noteAdded { cursor note { author { name } } } }');
  await waitFor(() => stream.followers === 1);

  let swapping = true;
  const answers: unknown[] = [];
  const asking = Array.from({ length: 4 }, async () => {
    while (swapping) answers.push(await ask(url, nested));
  });
  for (let swap = 0; swap < 5; swap += 1) {
    const before = answers.length;
    await world.swap(supergraphs[swap % 2] ?? '');
    stream.add(`after swap ${swap}`);
    await waitFor(() => answers.length > before + 4);
  }
  swapping = false;
  await Promise.all(asking);

  expect(answers.length).toBeGreaterThan(20);
  for (const answer of answers) expect(answer).toMatchObject({ status: 200, data: expected });
  await waitFor(() => watched.answers.length === 5);
  const cursors = [1, 2, 3, 4, 5].map((cursor) => ({ data: { noteAdded: { cursor: String(cursor) } } }));
  expect(watched.answers).toMatchObject(cursors);
  expect(await metric(url, 'ursa_router_supergraph_swaps_total{outcome="swapped"}')).toBe(5);
});

it('answers by the schema of the supergraph that serves', async () => {
  const world = await startWorld();
  const { url } = world;
  const operation = '{ plainTrouble }';
  expect((await ask(url, operation)).errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
  await world.swap(without('plainTrouble', world));
  expect((await ask(url, operation)).errors).toMatchObject([
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  ]);
});

it('plans what was asked before, so that nobody waits for it', async () => {
  const world = await startWorld();
  await ask(world.url, nested);
  await world.swap(without('plainTrouble', world));
  const made = await metric(world.url, 'ursa_router_plans_total{cache="miss"}');
  await ask(world.url, nested);
  expect(await metric(world.url, 'ursa_router_plans_total{cache="miss"}')).toBe(made);
  expect(await metric(world.url, 'ursa_router_plans_total{cache="hit"}')).toBe(1);
});

it('refuses what is no supergraph, and serves on', async () => {
  const world = await startWorld();
  await expect(world.swap('type Query { hello: String }')).rejects.toThrow(/supergraph/);
  await expect(world.swap('not GraphQL at all')).rejects.toThrow(/Syntax Error/);
  expect((await ask(world.url, nested)).data).toBeTruthy();
  expect(await metric(world.url, 'ursa_router_supergraph_swaps_total{outcome="refused"}')).toBe(2);
});

it('lets go of a subgraph that has moved when the last operation there has ended, and of no other', async () => {
  const opened: string[] = [];
  const closed: string[] = [];
  const world = await startWorld({}, {}, (transport, _, url) => {
    opened.push(url);
    const close = () => transport.close().finally(() => closed.push(url));
    return { ...transport, close };
  });
  const { people, notes, doors, url } = world;
  expect(opened.sort()).toEqual(['http://unused.invalid/notes', 'http://unused.invalid/people']);
  const waiting = ask(url, '{ wait(name: "moving") }');
  await waitFor(() => people.requests.some(({ query }) => query.includes('wait')));

  await world.swap(
    supergraphOf([people, notes]).replace('http://unused.invalid/people', 'http://moved.invalid/people'),
  );
  expect((await ask(url, nested)).errors).toBeUndefined();
  expect(opened.slice(2)).toEqual(['http://moved.invalid/people']);
  expect(closed).toEqual([]);

  doors.open('moving');
  expect((await waiting).data).toEqual({ wait: 'moving' });
  await waitFor(() => closed.length > 0);
  expect(closed).toEqual(['http://unused.invalid/people']);
});

it('warns of public subgraphs and streams that the supergraph does not have', async () => {
  const world = await startWorld({
    publicSubgraphs: ['people', 'persons'],
    publicStreams: ['noteAdded', 'ticks', 'refused'],
  });
  const warned = () =>
    world.logged
      .filter(({ msg }) => String(msg).includes('declared public'))
      .map(({ unknown, known }) => ({ unknown, known }));
  const subgraphs = { unknown: ['persons'], known: ['notes', 'people'] };
  expect(warned()).toEqual([subgraphs]);
  await world.swap(without('ticks', world));
  const streams = { unknown: ['ticks'], known: ['noteAdded', 'refused'] };
  expect(warned()).toEqual([subgraphs, subgraphs, streams]);
});
