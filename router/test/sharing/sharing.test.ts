import { newId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { ask, bearer } from '../world/ask.ts';
import { metric } from '../world/metric.ts';
import type { World } from '../world/world.ts';
import { startWorld } from '../world/world.ts';

const shared = 'ursa_router_fetches_shared_total{subgraph="people"}';

function waiting({ people }: World): number {
  return people.requests.filter(({ query }) => query.includes('wait')).length;
}

/** Asks the same so often at the same time; answers once the router has all. */
async function askTogether(world: World, times: number, headers: Record<string, string>[] = [{}]) {
  const before = await metric(world.url, shared);
  const waitingBefore = waiting(world);
  const answers = Array.from({ length: times }, (_, at) =>
    ask(world.url, '{ wait(name: "door") me { id } }', { headers: headers[at % headers.length] ?? {} }),
  );
  await waitFor(
    async () => (await metric(world.url, shared)) - before + waiting(world) - waitingBefore === times,
  );
  return { answers, shared: (await metric(world.url, shared)) - before };
}

it('sends a fetch once that one viewer wants several times at the same moment, and each gets an answer', async () => {
  const world = await startWorld();
  const viewer = newId('user');
  const me = bearer(await world.signer.sign({ viewer, session: newId('session') }));
  const { answers, shared: saved } = await askTogether(world, 5, [me]);
  expect(saved).toBe(4);
  world.doors.open('door');
  for (const answer of answers)
    expect(await answer).toMatchObject({ data: { wait: 'door', me: { id: viewer } } });
});

it('tells each viewer their own', async () => {
  const world = await startWorld();
  const viewers = [newId('user'), newId('user')];
  const tokens = await Promise.all(viewers.map((viewer) => world.signer.sign({ viewer })));
  const { answers, shared: saved } = await askTogether(world, 2, tokens.map(bearer));
  expect(saved).toBe(0);
  world.doors.open('door');
  const told = await Promise.all(answers);
  expect(told.map(({ data }) => data?.['me'])).toEqual(viewers.map((id) => ({ id })));
});

it('asks a public subgraph once for everybody', async () => {
  const world = await startWorld({ publicSubgraphs: ['people'] });
  const tokens = await Promise.all([1, 2, 3].map(() => world.signer.sign()));
  const { shared: saved, answers } = await askTogether(world, 3, tokens.map(bearer));
  expect(saved).toBe(2);
  world.doors.open('door');
  await Promise.all(answers);
});

it('sends each where that is switched off', async () => {
  const world = await startWorld({ shareFetches: false });
  const { shared: saved, answers } = await askTogether(world, 3);
  expect(saved).toBe(0);
  world.doors.open('door');
  await Promise.all(answers);
});

it('sends every mutation', async () => {
  const world = await startWorld();
  const holding = [1, 2].map(() => ask(world.url, 'mutation { hold(name: "door") }'));
  await waitFor(() => world.people.requests.filter(({ query }) => query.includes('hold')).length === 2);
  world.doors.open('door');
  for (const answer of holding) expect((await answer).data).toEqual({ hold: 'door' });
});

it('shares no answer that somebody changes, and completes each', async () => {
  const world = await startWorld();
  const operation = '{ notes { text author { name noteCount } } }';
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(world.url, operation)));
  const [first] = answers;
  expect(first?.data?.['notes']).toHaveLength(3);
  for (const { data, errors } of answers) {
    expect(errors).toBeUndefined();
    expect(data).toEqual(first?.data);
  }
});

it.each(['who sent it', 'who joined'])('goes on for others when %s gives up', async (who) => {
  const world = await startWorld();
  const gone = new AbortController();
  const url = `${world.url}/graphql?query={wait(name:"door")}`;
  const send = (signal?: AbortSignal) => fetch(url, signal && { signal });
  const first = send(who === 'who sent it' ? gone.signal : undefined);
  await waitFor(() => waiting(world) === 1);
  const second = send(who === 'who sent it' ? undefined : gone.signal);
  await waitFor(async () => (await metric(world.url, shared)) === 1);
  const [leaves, stays] = who === 'who sent it' ? [first, second] : [second, first];
  gone.abort();
  await expect(leaves).rejects.toThrow();
  if (who === 'who sent it') await waitFor(() => waiting(world) === 2);
  world.doors.open('door');
  expect(await (await stays).json()).toEqual({ data: { wait: 'door' } });
  expect(waiting(world)).toBe(who === 'who sent it' ? 2 : 1);
});
