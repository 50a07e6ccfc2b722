import { newId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/index.ts';
import { openSocket } from '../world/socket.ts';
import { startWorld } from '../world/world.ts';

const noteAdded =
  'subscription ($after: String) { noteAdded(after: $after) { note { text author { name noteCount } } } }';

it('completes each event from the other subgraphs', async () => {
  const { url, stream } = await startWorld();
  const { answers } = openSocket(url).run(noteAdded);
  await waitFor(() => stream.followers === 1);
  stream.add('hello');
  await waitFor(() => answers.length === 1);
  expect(answers).toEqual([
    { data: { noteAdded: { note: { text: 'hello', author: { name: 'Person author-1', noteCount: 3 } } } } },
  ]);
});

it('runs many operations on one socket, queries and mutations too', async () => {
  const { url, stream } = await startWorld();
  const socket = openSocket(url);
  const streams = [socket.run(noteAdded), socket.run('subscription { noteAdded { cursor } }')];
  const query = socket.run('{ notes { id } }');
  const mutation = socket.run('mutation { addNote(text: "x") { text } }');
  const ticks = socket.run('subscription { ticks(to: 3) }');
  await Promise.all([query.done, mutation.done, ticks.done]);
  expect(query.answers).toEqual([{ data: { notes: [{ id: '1' }, { id: '2' }, { id: '3' }] } }]);
  expect(mutation.answers).toEqual([{ data: { addNote: { text: 'x' } } }]);
  expect(ticks.answers.map(({ data }) => data?.['ticks'])).toEqual([1, 2, 3]);

  await waitFor(() => stream.followers === 2);
  stream.add('for both');
  await waitFor(() => streams.every(({ answers }) => answers.length === 1));
  streams[0]?.stop();
  await waitFor(() => stream.followers === 1);
  stream.add('for one');
  await waitFor(() => streams[1]?.answers.length === 2);
  expect(streams[0]?.answers).toHaveLength(1);
});

it('resumes after the cursor a client brings', async () => {
  const { url, stream } = await startWorld();
  for (const text of ['one', 'two', 'three']) stream.add(text);
  const { answers } = openSocket(url).run('subscription { noteAdded(after: "1") { cursor note { text } } }');
  await waitFor(() => answers.length === 2);
  expect(answers.map(({ data }) => data?.['noteAdded'])).toEqual([
    { cursor: '2', note: { text: 'two' } },
    { cursor: '3', note: { text: 'three' } },
  ]);
});

it('takes a broken stream up again where it was, also when the client did not ask for the cursor', async () => {
  const { url, stream, notes } = await startWorld();
  const { answers } = openSocket(url).run('subscription { added: noteAdded { note { text } } }');
  await waitFor(() => stream.followers === 1);
  stream.add('one');
  await waitFor(() => answers.length === 1);

  notes.up = false;
  stream.drop();
  await waitFor(() => stream.followers === 0);
  stream.add('two');
  stream.add('three');
  notes.up = true;
  await waitFor(() => answers.length === 3);
  stream.add('four');
  await waitFor(() => answers.length === 4);
  expect(answers).toEqual(
    ['one', 'two', 'three', 'four'].map((text) => ({ data: { added: { note: { text } } } })),
  );
  expect(stream.opened).toEqual([undefined, '1']);
});

it('gives up on a stream that stays away, and says why', async () => {
  const { url, notes } = await startWorld({ resume: { firstMs: 1, maxMs: 5, giveUpAfterMs: 30 } });
  notes.up = false;
  const { answers, done } = openSocket(url).run(noteAdded);
  await done;
  expect(answers).toEqual([
    { errors: [{ message: expect.any(String), extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] },
  ]);
});

it('tells errors of an event with that event, and goes on', async () => {
  const { url, stream, people } = await startWorld();
  const { answers } = openSocket(url).run(noteAdded);
  await waitFor(() => stream.followers === 1);
  people.up = false;
  stream.add('one');
  await waitFor(() => answers.length === 1);
  people.up = true;
  stream.add('two');
  await waitFor(() => answers.length === 2);
  expect(answers[0]?.data).toMatchObject({ noteAdded: { note: { text: 'one', author: null } } });
  expect(answers[0]?.errors?.[0]).toMatchObject({
    path: ['noteAdded', 'note', 'author', 'name'],
    extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
  });
  expect(answers[1]?.errors).toBeUndefined();
});

it("passes on a subgraph's refusal", async () => {
  const { url } = await startWorld();
  const { answers, done } = openSocket(url).run('subscription { refused }');
  await done;
  expect(answers).toMatchObject([
    { errors: [{ message: 'No such thing.', extensions: { code: 'NOT_FOUND' } }] },
  ]);
});

it('answers what is wrong with a document before it runs anything', async () => {
  const { url } = await startWorld({ limits: { ...defaultSettings.limits, maxDepth: 2 } });
  const socket = openSocket(url);
  const codes = async (query: string) => {
    const errors = await socket.run(query).done.catch((refused) => refused);
    return (errors as { extensions?: { code?: string } }[])[0]?.extensions?.code;
  };
  expect(await codes('{')).toBe('GRAPHQL_PARSE_FAILED');
  expect(await codes('{ nonsense }')).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(await codes('{ notes { author { id } } }')).toBe('OPERATION_TOO_LARGE');
});

it('runs a bounded number of operations on one socket', async () => {
  const { url, stream } = await startWorld({
    streams: { ...defaultSettings.streams, maxOperationsPerConnection: 2 },
  });
  const socket = openSocket(url);
  const [first] = [socket.run(noteAdded), socket.run('subscription { noteAdded { cursor } }')];
  await waitFor(() => stream.followers === 2);
  await expect(socket.run(noteAdded).done).rejects.toMatchObject([
    { extensions: { code: 'TOO_MANY_OPERATIONS' } },
  ]);
  first?.stop();
  await waitFor(() => stream.followers === 1);
  socket.run(noteAdded);
  await waitFor(() => stream.followers === 2);
});

it('asks on behalf of whoever connection_init names', async () => {
  const { url, signer } = await startWorld();
  const viewer = newId('user');
  const socket = openSocket(url, { authorization: `Bearer ${await signer.sign({ viewer })}` });
  const { answers, done } = socket.run('{ inPassport { viewer } }');
  await done;
  expect(answers).toEqual([{ data: { inPassport: { viewer } } }]);
});
