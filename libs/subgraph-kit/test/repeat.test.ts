import { createLog } from '@ursa/telemetry';
import { waitFor } from '@ursa/testkit';
import { expect, test } from 'vitest';
import { repeat } from '../src/index.ts';

const lines: string[] = [];
const log = createLog({ name: 'test', pretty: false, stream: { write: (line: string) => lines.push(line) } });

test('work is repeated, also after a failure, until it is stopped', async () => {
  let rounds = 0;
  const stop = repeat({
    what: 'counting',
    everyMs: 1,
    log,
    async work() {
      rounds += 1;
      if (rounds === 1) throw new Error('crash');
    },
  });
  await waitFor(() => rounds >= 3);
  await stop();
  const stopped = rounds;
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { what: 'counting', err: { message: 'crash' } },
  ]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(rounds).toBe(stopped);
});

test('stopping waits for the round that runs, and tells it', async () => {
  const order: string[] = [];
  const started = Promise.withResolvers<void>();
  const stop = repeat({
    what: 'waiting',
    everyMs: 0,
    log,
    async work(signal) {
      started.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      order.push('round');
    },
  });
  await started.promise;
  await stop();
  order.push('stopped');
  expect(order).toEqual(['round', 'stopped']);
});
