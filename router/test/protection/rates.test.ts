import { newId } from '@ursa/ids';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/index.ts';
import { ask, bearer } from '../world/ask.ts';
import { openSocket } from '../world/socket.ts';
import { startWorld } from '../world/world.ts';

const { rates } = defaultSettings;
const limited = { extensions: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) } };
const addNotes = (count: number) =>
  `mutation { ${Array.from({ length: count }, (_, at) => `a${at}: addNote(text: "x") { id }`).join(' ')} }`;

it('counts each call of a field, however it is spelt, on every transport', async () => {
  const { url, notes } = await startWorld({
    rates: { ...rates, fields: { 'Mutation.addNote': '10 per hour per address' } },
  });
  expect((await ask(url, addNotes(6))).errors).toBeUndefined();
  const refused = await ask(url, addNotes(5));
  expect(refused).toMatchObject({ status: 429, errors: [limited] });
  expect(refused.data).toBeUndefined();
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const running = openSocket(url).run(
    'mutation { ...F } fragment F on Mutation { addNote(text: "x") { id } }',
  );
  await running.done;
  expect(running.answers[0]?.errors).toBeUndefined();
  expect((await ask(url, addNotes(3))).errors).toBeUndefined();
  const late = openSocket(url).run(addNotes(1));
  await late.done;
  expect(late.answers).toMatchObject([{ errors: [limited] }]);
  expect(notes.requests.filter(({ query }) => query.includes('addNote'))).toHaveLength(3);
  expect((await ask(url, '{ notes { id } }')).errors).toBeUndefined();
});

it('says that it will never do when one operation asks for more than there is', async () => {
  const { url } = await startWorld({
    rates: { ...rates, fields: { 'Mutation.addNote': '10 per hour per address' } },
  });
  expect(await ask(url, addNotes(50))).toMatchObject({
    status: 429,
    errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterMs: null } }],
  });
  expect((await ask(url, addNotes(10))).errors).toBeUndefined();
});

it('counts fields that are read for each of a page, and not those that are switched off', async () => {
  const { url } = await startWorld({
    rates: { ...rates, fields: { 'Note.author': '15 per hour per address' } },
  });
  const query = 'query ($with: Boolean!) { notes { id author @include(if: $with) { id } } }';
  for (let round = 0; round < 3; round += 1)
    expect((await ask(url, query, { variables: { with: false } })).errors).toBeUndefined();
  expect((await ask(url, query, { variables: { with: true } })).errors).toBeUndefined();
  expect((await ask(url, query, { variables: { with: true } })).errors).toMatchObject([limited]);
});

it('counts the operations of each viewer, and those of strangers by their address', async () => {
  const { url, signer } = await startWorld({ rates: { ...rates, perViewer: 2, perAddress: 1 } });
  const [ada, bruno] = await Promise.all(
    [newId('user'), newId('user')].map(async (viewer) => bearer(await signer.sign({ viewer }))),
  );
  const of = async (headers = {}) => (await ask(url, '{ notes { id } }', { headers })).status;
  expect([await of(ada), await of(ada), await of(ada)]).toEqual([200, 200, 429]);
  expect([await of(bruno), await of(), await of()]).toEqual([200, 200, 429]);
});

it('counts per viewer, wherever they come from', async () => {
  const { url, signer } = await startWorld({
    trustedProxyHops: 1,
    rates: {
      ...rates,
      fields: { 'Query.notes': '1 per hour per viewer', 'Query.note': '1 per hour per address' },
    },
  });
  const token = bearer(await signer.sign());
  const of = async (query: string, address: string) =>
    (await ask(url, query, { headers: { ...token, 'x-forwarded-for': address } })).status;
  expect([await of('{ notes { id } }', '10.0.0.1'), await of('{ notes { id } }', '10.0.0.2')]).toEqual([
    200, 429,
  ]);
  const note = '{ note(id: "1") { id } }';
  expect([await of(note, '10.0.0.1'), await of(note, '10.0.0.2'), await of(note, '10.0.0.1')]).toEqual([
    200, 200, 429,
  ]);
});

it('tells the log of a rate for a field that is not there', async () => {
  const fields = {
    ...rates.fields,
    'Mutation.addNote': '1 per hour per viewer',
    'Mutation.adNote': '1 per hour per viewer',
  };
  const { logged } = await startWorld({ rates: { ...rates, fields } });
  const told = logged.filter(({ msg }) => msg === 'A rate is set for no field of the schema');
  expect(told).toMatchObject([{ field: 'Mutation.adNote' }]);
});
