import { expect, test } from 'vitest';
import { waitFor } from '../src/wait-for.ts';

test('gives back the first truthy answer', async () => {
  let calls = 0;
  const answer = await waitFor(() => (calls++ < 2 ? undefined : 'there'));
  expect(answer).toBe('there');
  expect(calls).toBe(3);
});

test('takes expectations that hold at last', async () => {
  let calls = 0;
  await waitFor(() => {
    calls += 1;
    expect(calls).toBe(3);
  });
  expect(calls).toBe(3);
});

test('says what was missing when the time is over', async () => {
  await expect(waitFor(() => false, { timeoutMs: 30 })).rejects.toThrow(
    'waited 30 ms in vain: the last answer was false',
  );
  await expect(waitFor(() => Promise.reject(new Error('not yet')), { timeoutMs: 30 })).rejects.toThrow(
    'waited 30 ms in vain: not yet',
  );
});
