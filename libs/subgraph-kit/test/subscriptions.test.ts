import { transact } from '@ursa/database';
import { newId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { expect, test } from 'vitest';
import { board, NoteAdded, notesSubgraph } from './notes/subgraph.ts';
import * as tables from './notes/tables.ts';

const notes = await startTestSubgraph(notesSubgraph, { tables });
const viewer = newId('user');
const add = (text: string) =>
  notes.execute({
    query: 'mutation($text: String!) { addNote(input: { text: $text }) { note { id } } }',
    variables: { text },
    viewer,
  });

test('each event is one answer, and a failing one does not end the stream', async () => {
  const answers = await Array.fromAsync(notes.subscribe({ query: 'subscription { ticks(count: 4) }' }));
  expect(answers.map(({ data }) => data)).toEqual([{ ticks: 1 }, { ticks: 2 }, null, { ticks: 4 }]);
  expect(answers[2]?.errors).toMatchObject([
    { path: ['ticks'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
  ]);
});

test('an event shows what is there now, not what an earlier one loaded', async () => {
  const stream = notes.subscribe({ query: 'subscription { noteAdded(after: "0") { text } }' });
  const first = stream.next();
  await add('live');
  expect((await first).value).toEqual({ data: { noteAdded: { text: 'live' } } });
  const second = stream.next();
  await transact(notes.db, async (tx) => {
    const [note] = await tx.update(tables.notes).set({ text: 'changed' }).returning();
    await emit(tx, NoteAdded.create(board, { noteId: note?.id ?? '' }));
  });
  expect((await second).value).toEqual({ data: { noteAdded: { text: 'changed' } } });
  expect(await stream.return?.()).toEqual({ done: true, value: undefined });
});

test('leaving ends a stream that is waiting', async () => {
  const stream = notes.subscribe({ query: 'subscription { noteAdded { text } }' });
  const waiting = stream.next();
  await stream.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

test("aborting the caller's signal ends the stream", async () => {
  const gone = new AbortController();
  const stream = notes.subscribe({ query: 'subscription { noteAdded { text } }', signal: gone.signal });
  const waiting = stream.next();
  gone.abort();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('a cursor from the future is BAD_CURSOR, and the stream ends', async () => {
  const stream = notes.subscribe({ query: 'subscription { noteAdded(after: "999999") { text } }' });
  const answers = await Array.fromAsync(stream);
  expect(answers).toMatchObject([{ errors: [{ extensions: { code: 'BAD_CURSOR' } }] }]);
});

test('a subscription that does not validate says so and ends', async () => {
  const answers = await Array.fromAsync(notes.subscribe({ query: 'subscription { nothing }' }));
  expect(answers).toMatchObject([{ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
});
