import { json } from 'node:stream/consumers';
import { getHeapSnapshot } from 'node:v8';
import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ask } from './world/ask.ts';
import type { World } from './world/world.ts';
import { startWorld, supergraphOf } from './world/world.ts';

const rounds = Number(process.env['SOAK_ROUNDS'] ?? 8);
const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** What was in memory after each round, once nothing was under way. */
interface Heaps {
  readonly mb: number[];
  /** How many objects there were, by the name of their constructor. */
  readonly objects: Map<string, number[]>;
}

/** A heap snapshot, as V8 writes it: each node is so many numbers as there are fields. */
interface Snapshot {
  readonly snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  readonly nodes: number[];
  readonly strings: string[];
}

/** Adds what is in memory now. */
async function weigh(heaps: Heaps, { people, notes, stream, logged, doors }: World): Promise<void> {
  await waitFor(() => stream.followers === 0);
  for (const kept of [people.requests, notes.requests, stream.opened, logged]) kept.length = 0;
  doors.forget();
  // Those who have waited for it and are gone.
  stream.drop();
  // Node's own list of what this process has fetched.
  performance.clearResourceTimings();
  // What is let go of when one is taken may hold more.
  getHeapSnapshot().destroy();
  const { snapshot, nodes, strings } = (await json(getHeapSnapshot())) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  const found = new Map<string, number>();
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    bytes += nodes[at + Number(size)] ?? 0;
    if (types[0][nodes[at + Number(type)] ?? 0] !== 'object') continue;
    const made = strings[nodes[at + Number(name)] ?? 0] ?? '';
    found.set(made, (found.get(made) ?? 0) + 1);
  }
  for (const [made, count] of found) {
    const counts = heaps.objects.get(made) ?? Array<number>(heaps.mb.length).fill(0);
    heaps.objects.set(made, counts);
    counts.push(count);
  }
  heaps.mb.push(bytes / 1e6);
}

/** The constructors of which there were more objects each time than the time before. */
function growing({ mb, objects }: Heaps): string[] {
  return [...objects].flatMap(([name, counts]) => {
    const grows =
      counts.length === mb.length && counts.every((count, at) => at === 0 || count > Number(counts[at - 1]));
    return grows ? [`${name}: ${counts.join(' ')}`] : [];
  });
}

/** A client that goes in the middle of its request. */
async function cancelled({ url, people }: World, door: string): Promise<void> {
  const gone = new AbortController();
  const before = people.requests.length;
  // One document: the router would keep others, and their plans.
  const query = 'query Wait($door: String!) { wait(name: $door) }';
  const variables = JSON.stringify({ door });
  const search = new URLSearchParams({ query, variables });
  const asking = fetch(`${url}/graphql?${search}`, { signal: gone.signal });
  await waitFor(() => people.requests.length > before);
  gone.abort();
  // Not by `expect`, which keeps each promise until the test ends.
  const answered = await asking.then(
    () => true,
    () => false,
  );
  if (answered) throw new Error('It was not cancelled.');
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
    const heaps: Heaps = { mb: [], objects: new Map() };
    for (const number of range(rounds + 3)) {
      await round(number);
      if (number >= 3) await weigh(heaps, world);
    }
    const growth = Number(heaps.mb.at(-1)) - Number(heaps.mb[0]);
    const told = heaps.mb.map((mb) => mb.toFixed(1)).join(' ');
    // A generation of this small world takes about 1 MB.
    expect(growth / (rounds - 1), `MB after each round: ${told}`).toBeLessThan(0.2);
    expect(growing(heaps)).toEqual([]);
    if (process.env['SOAK_ROUNDS'] !== undefined) process.stdout.write(`MB after each round: ${told}\n`);
  },
  60_000 + rounds * 15_000,
);
