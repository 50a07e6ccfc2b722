import { newId } from '@ursa/ids';
import { createVerifier } from '@ursa/passport';
import { waitFor } from '@ursa/testkit';
import type { SubgraphRequest, SubgraphTransport } from '@ursa/transport';
import { expect, it } from 'vitest';
import { Doors } from '../world/people.ts';
import type { Running } from '../world/socket.ts';
import { openSocket } from '../world/socket.ts';
import type { TestSubgraph } from '../world/subgraph.ts';
import type { World } from '../world/world.ts';
import { startWorld, supergraphOf } from '../world/world.ts';

const noteAdded =
  'subscription ($after: String) { noteAdded(after: $after) { cursor note { text author { name notesFor } } } }';

const texts = ({ answers }: Running) =>
  answers.map(({ data }) => (data?.['noteAdded'] as { note: { text: string } } | undefined)?.note.text);

/** Runs it until it is known to have begun: what it was told meanwhile is forgotten. */
async function watching({ stream }: World, socket: ReturnType<typeof openSocket>): Promise<Running> {
  const running = socket.run(noteAdded);
  await waitFor(() => {
    stream.add('are you there?');
    return running.answers.length > 0;
  });
  running.answers.length = 0;
  return running;
}

const streamsOpened = ({ requests }: TestSubgraph) =>
  requests.filter(({ query }) => query.startsWith('subscription'));
const entitiesAsked = ({ requests }: TestSubgraph) =>
  requests.filter(({ query }) => query.includes('_entities'));

it('opens one stream and completes each event once for all who watch the same', async () => {
  const world = await startWorld();
  const sockets = [1, 2, 3].map(() => openSocket(world.url));
  const all: Running[] = [];
  for (const socket of sockets) all.push(await watching(world, socket));
  await waitFor(() => all.every((running) => texts(running).at(-1) === texts(all[0] as Running).at(-1)));
  const before = entitiesAsked(world.people).length;
  world.stream.add('hello');
  await waitFor(() => all.every((running) => texts(running).at(-1) === 'hello'));
  expect(streamsOpened(world.notes)).toHaveLength(1);
  expect(entitiesAsked(world.people)).toHaveLength(before + 1);
});

it('shares with one viewer in one session, and with nobody else', async () => {
  const world = await startWorld();
  const { url, signer, stream } = world;
  const viewer = newId('user');
  const session = newId('session');
  const token = async (claims: Parameters<typeof signer.sign>[0]) => `Bearer ${await signer.sign(claims)}`;
  const tokens = [
    await token({ viewer, session }),
    await token({ viewer, session }),
    await token({ viewer }),
    await token({ viewer: newId('user'), session }),
    undefined,
  ];
  const all: Running[] = [];
  for (const authorization of tokens)
    all.push(await watching(world, openSocket(url, authorization === undefined ? {} : { authorization })));
  expect(stream.followers).toBe(4);
  stream.add('hello');
  await waitFor(() => all.every((running) => texts(running).at(-1) === 'hello'));
  const seenBy = all.map(({ answers }) => JSON.stringify(answers.at(-1)));
  expect(seenBy.slice(0, 3).every((answer) => answer.includes(viewer))).toBe(true);
  expect(seenBy[3]).not.toContain(viewer);
  expect(seenBy[4]).toContain('"notesFor":null');
});

it('goes on for the others when one leaves, and ends with the last', async () => {
  const world = await startWorld();
  const [one, other] = [
    await watching(world, openSocket(world.url)),
    await watching(world, openSocket(world.url)),
  ];
  one.stop();
  world.stream.add('for the other');
  await waitFor(() => texts(other).at(-1) === 'for the other');
  expect(texts(one)).not.toContain('for the other');
  expect(world.stream.followers).toBe(1);
  other.stop();
  await waitFor(() => world.stream.followers === 0);
});

it('ends for who holds the token that expires, and for nobody else', async () => {
  const world = await startWorld();
  const who = { viewer: newId('user'), session: newId('session') };
  const open = async (expiresInS: number) =>
    openSocket(world.url, { authorization: `Bearer ${await world.signer.sign({ ...who, expiresInS })}` });
  const short = await open(2);
  await watching(world, short);
  const long = await watching(world, await open(60));
  expect(world.stream.followers).toBe(1);
  expect(await short.closed).toMatchObject({ code: 4403 });
  world.stream.add('still here');
  await waitFor(() => texts(long).at(-1) === 'still here');
  expect(streamsOpened(world.notes)).toHaveLength(1);
});

it('brings a late comer what it missed, and then to the others', async () => {
  const world = await startWorld();
  const { url, stream } = world;
  for (const text of ['one', 'two', 'three']) stream.add(text);
  const live = openSocket(url).run(noteAdded);
  await waitFor(() => stream.followers === 1);
  const late = openSocket(url).run(noteAdded, { after: '1' });
  await waitFor(() => texts(late).length === 2);
  expect(stream.followers).toBe(2);
  stream.add('four');
  await waitFor(() => stream.followers === 1);
  stream.add('five');
  await waitFor(() => texts(late).at(-1) === 'five' && texts(live).at(-1) === 'five');
  expect(texts(late)).toEqual(['two', 'three', 'four', 'five']);
  expect(texts(live)).toEqual(['four', 'five']);
});

it('opens one stream for all who come back with the same cursor', async () => {
  const world = await startWorld();
  const { url, stream } = world;
  for (const text of ['one', 'two']) stream.add(text);
  const all = Array.from({ length: 20 }, () => openSocket(url).run(noteAdded, { after: '2' }));
  const odd = openSocket(url).run(noteAdded, { after: '1' });
  await waitFor(() => texts(odd).length === 1);
  await Promise.all(all.map(() => openSocket(url).run('{ notes { id } }').done));
  stream.add('three');
  await waitFor(() => [...all, odd].every((running) => texts(running).at(-1) === 'three'));
  expect(all.map(texts)).toEqual(all.map(() => ['three']));
  expect(streamsOpened(world.notes)).toHaveLength(2);
  await waitFor(() => stream.followers === 1);
});

it('takes a broken stream up again for all who share it, and loses nothing', async () => {
  const world = await startWorld();
  const { url, stream, notes } = world;
  const all = [await watching(world, openSocket(url)), await watching(world, openSocket(url))];
  stream.add('one');
  await waitFor(() => all.every((running) => texts(running).at(-1) === 'one'));
  notes.up = false;
  stream.drop();
  await waitFor(() => stream.followers === 0);
  stream.add('two');
  notes.up = true;
  stream.add('three');
  await waitFor(() => all.every((running) => texts(running).at(-1) === 'three'));
  for (const running of all) expect(texts(running).slice(-3)).toEqual(['one', 'two', 'three']);
  expect(stream.opened).toHaveLength(2);
});

it("passes a subgraph's refusal on to all who share the stream", async () => {
  const { url } = await startWorld();
  const all = [1, 2].map(() => openSocket(url).run('subscription { refused }'));
  await Promise.all(all.map(({ done }) => done));
  for (const { answers } of all)
    expect(answers).toMatchObject([{ errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
});

const verifiers = (world: World, subgraph: 'notes' | 'people') => {
  const verifier = createVerifier({ audience: subgraph, trustedKeys: world.trustedKeys });
  return (requests: TestSubgraph['requests']) =>
    requests.map(({ passport = '' }) => verifier.verify(passport)?.viewer ?? null);
};

it('shares among all viewers what is declared public, and asks for it in nobody’s name', async () => {
  const world = await startWorld({ publicSubgraphs: ['notes', 'people'] });
  const viewers = [newId('user'), newId('user')];
  const all: Running[] = [];
  for (const viewer of viewers) {
    const authorization = `Bearer ${await world.signer.sign({ viewer })}`;
    all.push(await watching(world, openSocket(world.url, { authorization })));
  }
  world.stream.add('hello');
  await waitFor(() => all.every((running) => texts(running).at(-1) === 'hello'));
  expect(world.stream.followers).toBe(1);
  expect(verifiers(world, 'notes')(streamsOpened(world.notes))).toEqual([null]);
  expect(new Set(verifiers(world, 'people')(entitiesAsked(world.people)))).toEqual(new Set([null]));
});

it('completes the events of a public stream for each viewer where that depends on the viewer', async () => {
  const world = await startWorld({ publicStreams: ['noteAdded'] });
  const viewers = [newId('user'), newId('user')];
  const all: Running[] = [];
  for (const viewer of viewers) {
    const authorization = `Bearer ${await world.signer.sign({ viewer })}`;
    all.push(await watching(world, openSocket(world.url, { authorization })));
  }
  world.stream.add('hello');
  await waitFor(() => all.every((running) => texts(running).at(-1) === 'hello'));
  expect(world.stream.followers).toBe(1);
  expect(verifiers(world, 'notes')(streamsOpened(world.notes))).toEqual([null]);
  expect(new Set(verifiers(world, 'people')(entitiesAsked(world.people)))).toEqual(new Set(viewers));
});

/** A world where an event is completed when the door that is called like its author is open, for whoever has to wait. */
async function startSlowWorld(
  settings: Parameters<typeof startWorld>[0] = {},
  waits: (request: SubgraphRequest) => boolean = () => true,
) {
  const doors = new Doors();
  const waiting = new Map<string, AbortSignal | undefined>();
  const wrap = (transport: SubgraphTransport, name: string): SubgraphTransport => ({
    ...transport,
    async execute(request) {
      const author = JSON.stringify(request.variables).match(/author-\d+/)?.[0];
      if (name === 'people' && author !== undefined && waits(request)) {
        waiting.set(author, request.signal);
        await doors.pass(author);
        waiting.delete(author);
      }
      return transport.execute(request);
    },
  });
  return { ...(await startWorld(settings, {}, wrap)), waiting, open: (author: string) => doors.open(author) };
}

it('completes events beside each other, and tells them in their order', async () => {
  const { url, stream, waiting, open } = await startSlowWorld();
  const socket = openSocket(url);
  const all = [1, 2].map(() => socket.run(noteAdded, { after: '0' }));
  for (const text of ['one', 'two', 'three']) stream.add(text);
  await waitFor(() => waiting.size === 3);
  for (const author of ['author-3', 'author-2']) open(author);
  await waitFor(() => waiting.size === 1);
  await socket.run('{ notes { id } }').done;
  expect(all.map(texts)).toEqual([[], []]);
  open('author-1');
  await waitFor(() => all.every((running) => texts(running).length === 3));
  expect(all.map(texts)).toEqual(all.map(() => ['one', 'two', 'three']));
});

it('completes so many events at the same time, and no more', async () => {
  const { url, stream, waiting, open } = await startSlowWorld();
  const socket = openSocket(url);
  const running = socket.run(noteAdded, { after: '0' });
  const numbers = Array.from({ length: 30 }, (_, at) => at + 1);
  for (const number of numbers) stream.add(String(number));
  let most = 0;
  for (const number of numbers) {
    await waitFor(() => waiting.size === Math.min(8, numbers.length - number + 1));
    await socket.run('{ notes { id } }').done;
    most = Math.max(most, waiting.size);
    open(`author-${number}`);
    await waitFor(() => texts(running).length === number);
  }
  expect(most).toBe(8);
  expect(texts(running)).toEqual(numbers.map(String));
});

it('gives up what it completes when the last has left', async () => {
  const { url, stream, waiting } = await startSlowWorld();
  const running = openSocket(url).run(noteAdded, { after: '0' });
  for (const text of ['one', 'two']) stream.add(text);
  await waitFor(() => waiting.size === 2);
  const signals = [...waiting.values()];
  running.stop();
  await waitFor(() => signals.every((signal) => signal?.aborted));
  await waitFor(() => stream.followers === 0);
});

it('loses nothing and tells nothing twice when it goes on elsewhere while it completes events', async () => {
  const world = await startSlowWorld();
  const { url, stream, waiting, open } = world;
  const running = openSocket(url).run(noteAdded, { after: '0' });
  for (const text of ['one', 'two', 'three']) stream.add(text);
  await waitFor(() => waiting.size === 3);
  open('author-1');
  await waitFor(() => texts(running).length === 1);
  const people = { name: 'people', sdl: `${world.people.sdl} type More { id: ID }` };
  await world.swap(supergraphOf([people, world.notes]));
  await waitFor(() => stream.opened.length === 2);
  stream.add('four');
  for (const author of ['author-4', 'author-3', 'author-2']) open(author);
  await waitFor(() => texts(running).at(-1) === 'four');
  expect(texts(running)).toEqual(['one', 'two', 'three', 'four']);
  expect(stream.opened).toEqual(['0', '1']);
});

it('joins those who are elsewhere in the same stream without telling twice what is being completed', async () => {
  const { url, stream, waiting, open } = await startSlowWorld();
  for (const text of ['one', 'two']) stream.add(text);
  const ahead = openSocket(url).run(noteAdded, { after: '1' });
  await waitFor(() => waiting.has('author-2'));
  open('author-2');
  await waitFor(() => texts(ahead).length === 1);
  stream.add('three');
  await waitFor(() => waiting.has('author-3'));
  const behind = openSocket(url).run(noteAdded, { after: '0' });
  await waitFor(() => waiting.has('author-1'));
  open('author-1');
  stream.add('four');
  await waitFor(() => waiting.has('author-4'));
  for (const author of ['author-4', 'author-3']) open(author);
  await waitFor(() => texts(ahead).length === 3 && texts(behind).length === 4);
  await waitFor(() => stream.followers === 1);
  stream.add('five');
  open('author-5');
  await waitFor(() => [ahead, behind].every((running) => texts(running).at(-1) === 'five'));
  expect(texts(ahead)).toEqual(['two', 'three', 'four', 'five']);
  expect(texts(behind)).toEqual(['one', 'two', 'three', 'four', 'five']);
});

it('tells one that fell behind everything once, in order', async () => {
  let slow: string | undefined;
  const world = await startSlowWorld({ publicStreams: ['noteAdded'] }, ({ passport = '' }) => {
    const verifier = createVerifier({ audience: 'people', trustedKeys: world.trustedKeys });
    return verifier.verify(passport)?.viewer === slow;
  });
  const { url, signer, stream, waiting, open } = world;
  const viewers = [newId('user'), newId('user')] as const;
  slow = viewers[1];
  const sockets = await Promise.all(
    viewers.map(async (viewer) =>
      openSocket(url, { authorization: `Bearer ${await signer.sign({ viewer })}` }),
    ),
  );
  const all = sockets.map((socket) => socket.run(noteAdded, { after: '0' }));
  await Promise.all(sockets.map((socket) => socket.run('{ notes { id } }').done));
  await waitFor(() => stream.followers === 1);
  const told = Array.from({ length: 200 }, (_, at) => String(at + 1));
  for (const text of told) stream.add(text);
  await waitFor(() => all[0]?.answers.length === told.length && waiting.size === 8);
  for (const text of told) open(`author-${text}`);
  await waitFor(() => all[1]?.answers.length === told.length);
  expect(all.map(texts)).toEqual([told, told]);
  expect(stream.opened).toEqual(['0', '72']);
});
