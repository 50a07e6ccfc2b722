import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ask } from './world/ask.ts';
import type { World } from './world/world.ts';
import { startWorld, supergraphOf } from './world/world.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const rounds = Number(process.env['SOAK_ROUNDS'] ?? 6);
const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** Megabytes in use once nothing is under way. */
async function heapMb({ people, notes, stream, logged }: World): Promise<number> {
  await waitFor(() => stream.followers === 0);
  for (const kept of [people.requests, notes.requests, stream.opened, logged]) kept.length = 0;
  // What a collection lets go of may hold more.
  for (const _ of range(3)) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed / 1e6;
}

/** A client that goes in the middle of its request. */
async function cancelled({ url, people }: World, door: string): Promise<void> {
  const gone = new AbortController();
  const before = people.requests.length;
  const asking = fetch(`${url}/graphql?query={wait(name:"${door}")}`, { signal: gone.signal });
  await waitFor(() => people.requests.length > before);
  gone.abort();
  await expect(asking).rejects.toThrow();
}

/** A client whose connection breaks in the middle of a stream. */
async function dropped({ url, stream }: World): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  const query = 'subscription { noteAdded { note { author { name } } } }';
  socket.once('message', () =>
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } })),
  );
  await waitFor(() => stream.followers > 0);
  socket.terminate();
}

it(
  'keeps nothing of supergraphs before, of cancelled requests and of dropped connections',
  async () => {
    const world = await startWorld();
    const supergraph = supergraphOf([world.people, world.notes]);
    const other = supergraph.replace('plainTrouble: String', 'plainTrouble: String!');
    const round = async (number: number): Promise<void> => {
      await Promise.all(range(20).map((at) => ask(world.url, `{ notes { a${at}: text author { name } } }`)));
      await Promise.all(range(10).map(() => cancelled(world, `door${number}`)));
      // The subgraph's own work goes on until then.
      world.doors.open(`door${number}`);
      await Promise.all(range(10).map(() => dropped(world)));
      await world.swap(number % 2 === 0 ? other : supergraph);
    };
    const heaps: number[] = [];
    for (const number of range(rounds + 3)) {
      await round(number);
      heaps.push(await heapMb(world));
    }
    const measured = heaps.slice(3);
    const growth = (measured.at(-1) ?? 0) - (measured[0] ?? 0);
    const told = measured.map((heap) => heap.toFixed(1)).join(' ');
    // A generation of this small world takes about 1 MB.
    expect(growth / (rounds - 1), `MB after each round: ${told}`).toBeLessThan(0.2);
    if (process.env['SOAK_ROUNDS'] !== undefined) process.stdout.write(`MB after each round: ${told}\n`);
  },
  30_000 + rounds * 5_000,
);
