import { newId } from '@ursa/ids';
import { createVerifier } from '@ursa/passport';
import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import type { Running } from '../world/socket.ts';
import { openSocket } from '../world/socket.ts';
import type { TestSubgraph } from '../world/subgraph.ts';
import type { World } from '../world/world.ts';
import { startWorld } from '../world/world.ts';

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
