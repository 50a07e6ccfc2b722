import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/index.ts';
import type { World } from '../world/world.ts';
import { startWorld } from '../world/world.ts';

const post = async ({ url }: World, body: unknown) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, answer: await response.json() };
};
const [notes, nonsense, secret] = [
  { query: '{ notes { id } }' },
  { query: '{ nonsense }' },
  { query: '{ secretTrouble }' },
];

it('takes no lists unless told to', async () => {
  const world = await startWorld();
  expect(await post(world, [notes])).toMatchObject({
    status: 400,
    answer: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
  });
});

it('answers each of a bounded list by itself, in its order', async () => {
  const world = await startWorld({ batchMaxOperations: 4 });
  const { status, answer } = await post(world, [notes, nonsense, 7, secret]);
  expect(status).toBe(200);
  expect(answer).toMatchObject([
    { data: { notes: [{}, {}, {}] } },
    { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
  ]);
  expect(JSON.stringify(answer)).not.toContain('hunter2');
  expect(answer.map((each: object) => 'http' in each)).toEqual([false, false, false, false]);
  for (const list of [[], [notes, notes, notes, notes, notes]])
    expect(await post(world, list)).toMatchObject({
      status: 400,
      answer: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    });
});

it('counts each for itself', async () => {
  const rates = { ...defaultSettings.rates, fields: { 'Query.notes': '2 per hour per address' } };
  const { answer } = await post(await startWorld({ batchMaxOperations: 4, rates }), [notes, notes, notes]);
  expect(answer.map(({ errors }: { errors?: unknown[] }) => errors?.length ?? 0)).toEqual([0, 0, 1]);
});
