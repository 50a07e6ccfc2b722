import { waitFor } from '@ursa/testkit';
import type { SubgraphTransport } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';
import { expect, it } from 'vitest';
import type { RouterSettings } from '../../src/index.ts';
import { defaultSettings } from '../../src/index.ts';
import { ask } from '../world/ask.ts';
import { metric } from '../world/metric.ts';
import { startWorld } from '../world/world.ts';

type Resilience = RouterSettings['resilience'];

/** A world in which requests to people go through `execute`. */
function start(
  settings: { [K in keyof Resilience]?: Partial<Resilience[K]> },
  execute: (inner: SubgraphTransport['execute']) => SubgraphTransport['execute'] = (inner) => inner,
) {
  const { retry, circuit, concurrency } = defaultSettings.resilience;
  const resilience = {
    retry: { ...retry, firstMs: 1, maxMs: 5, ...settings.retry },
    circuit: { ...circuit, ...settings.circuit },
    concurrency: { ...concurrency, ...settings.concurrency },
  };
  return startWorld({ resilience }, {}, (transport, name) =>
    name === 'people' ? { ...transport, execute: execute(transport.execute) } : transport,
  );
}

const person = '{ person(id: "1") { name } notes { text } }';
const unavailable = { extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'people' } };

/** Fails so many requests of clients as `failures` says, the startup's own aside. */
function failing(failures: number, reason: SubgraphUnavailable['reason'], seen: string[]) {
  let left = failures;
  return (inner: SubgraphTransport['execute']): SubgraphTransport['execute'] =>
    async (request) => {
      if (request.query === '{ __typename }') return inner(request);
      seen.push(request.query);
      if (left > 0) {
        left -= 1;
        throw new SubgraphUnavailable('people', reason, 'made up');
      }
      return inner(request);
    };
}

it('asks a query again that did not get through', async () => {
  const seen: string[] = [];
  const { url } = await start({}, failing(2, 'network', seen));
  expect(await ask(url, person)).toMatchObject({ data: { person: { name: 'Person 1' } } });
  expect(seen).toHaveLength(3);
  expect(await metric(url, 'ursa_router_fetch_retries_total{subgraph="people",asked="true"}')).toBe(2);
});

it('asks no more often than allowed, and nulls what that subgraph has, nothing else', async () => {
  const seen: string[] = [];
  const { url } = await start({}, failing(100, 'away', seen));
  const { data, errors } = await ask(url, person);
  expect(data).toEqual({ person: null, notes: [1, 2, 3].map((at) => ({ text: `note ${at}` })) });
  expect(errors).toMatchObject([{ path: ['person'], ...unavailable }]);
  expect(seen).toHaveLength(3);
});

it('asks nothing again that may change something, and nobody who is slow', async () => {
  const changes: string[] = [];
  const { url } = await start({}, failing(100, 'network', changes));
  expect((await ask(url, 'mutation { headersOfMutation }')).errors).toMatchObject([unavailable]);
  expect(changes).toHaveLength(1);

  const slow: string[] = [];
  const other = await start({}, failing(100, 'timeout', slow));
  expect((await ask(other.url, person)).errors).toMatchObject([unavailable]);
  expect(slow).toHaveLength(1);
});

it('keeps repeats a small share of all requests', async () => {
  const seen: string[] = [];
  const { url } = await start({ circuit: { failurePercent: 100 } }, failing(1_000, 'network', seen));
  for (let count = 0; count < 100; count += 1) await ask(url, person);
  // What there is credit for at the beginning, and ten in a hundred.
  expect(seen.length).toBeLessThanOrEqual(120);
  expect(seen.length).toBeGreaterThan(110);
});

it('leaves a subgraph alone that fails too often, until it answers again', async () => {
  const seen: string[] = [];
  const world = await start(
    { retry: { attempts: 0 }, circuit: { minRequests: 5, openMs: 200 } },
    failing(5, 'timeout', seen),
  );
  const { url } = world;
  for (let count = 0; count < 10; count += 1) {
    expect((await ask(url, person)).errors).toMatchObject([{ path: ['person'], ...unavailable }]);
  }
  expect(seen).toHaveLength(5);
  expect(await metric(url, 'ursa_router_subgraph_circuit{subgraph="people"}')).toBe(2);

  await waitFor(async () => (await ask(url, person)).errors === undefined);
  expect(seen.length).toBeGreaterThan(5);
  expect(await metric(url, 'ursa_router_subgraph_circuit{subgraph="people"}')).toBe(0);
});

it('opens again when the request that tries fails', async () => {
  const seen: string[] = [];
  const { url } = await start(
    { retry: { attempts: 0 }, circuit: { minRequests: 5, openMs: 50 } },
    failing(7, 'network', seen),
  );
  await waitFor(async () => (await ask(url, person)).errors === undefined);
  expect(seen).toHaveLength(8);
});

it('does not take a client that goes for a failure', async () => {
  const { url, people } = await start({ circuit: { minRequests: 1, failurePercent: 1, openMs: 60_000 } });
  for (let count = 0; count < 3; count += 1) {
    const gone = new AbortController();
    const asking = fetch(`${url}/graphql?query={wait(name:"never")}`, { signal: gone.signal });
    await waitFor(() => people.requests.filter(({ query }) => query.includes('wait')).length === count + 1);
    gone.abort();
    await expect(asking).rejects.toThrow();
  }
  expect((await ask(url, person)).errors).toBeUndefined();
});

it('lets so many requests run, so many wait, and no more', async () => {
  const { url, people, doors } = await start({ concurrency: { max: 2, maxQueued: 1 } });
  const arrived = (): number => people.requests.filter(({ query }) => query.includes('wait')).length;
  const running = ['a', 'b'].map((name) => ask(url, `{ wait(name: "${name}") }`));
  await waitFor(() => arrived() === 2);
  const waiting = ask(url, '{ wait(name: "c") }');
  await waitFor(async () => (await metric(url, 'ursa_router_fetches_queued{subgraph="people"}')) === 1);
  expect((await ask(url, person)).errors).toMatchObject([{ path: ['person'], ...unavailable }]);

  for (const name of ['a', 'b', 'c']) doors.open(name);
  expect((await waiting).data).toEqual({ wait: 'c' });
  await Promise.all(running);
  expect((await ask(url, person)).errors).toBeUndefined();
});

it('waits in line only so long, and not for those who have gone', async () => {
  const { url, people, doors } = await start({ concurrency: { max: 1, queueTimeoutMs: 50 } });
  const running = ask(url, '{ wait(name: "a") }');
  await waitFor(() => people.requests.some(({ query }) => query.includes('wait')));
  expect((await ask(url, person)).errors).toMatchObject([unavailable]);
  const gone = new AbortController();
  const asking = fetch(`${url}/graphql?query={me{id}}`, { signal: gone.signal });
  gone.abort();
  await expect(asking).rejects.toThrow();
  await waitFor(async () => (await metric(url, 'ursa_router_fetches_queued{subgraph="people"}')) === 0);
  doors.open('a');
  expect((await running).data).toEqual({ wait: 'a' });
});
