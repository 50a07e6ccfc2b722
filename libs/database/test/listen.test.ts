import { testDatabase, waitFor } from '@ursa/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../src/index.ts';

async function hearing(channel: string) {
  const database = await testDatabase({ name: 'garden' });
  const heard: (string | undefined)[] = [];
  const listener = listen({ url: database.url, channel, onNotify: (payload) => heard.push(payload) });
  onTestFinished(() => listener.close());
  await listener.ready;
  return { database, heard, listener };
}

const listeners = `select pid from pg_stat_activity where application_name = 'ursa-listen' and datname = current_database()`;

test('hears what is sent on its channel, after a first call to look around', async () => {
  const { database, heard } = await hearing('Bells');
  expect(heard).toEqual([undefined]);
  await database.pool.query(`select pg_notify('bells', 'other'), pg_notify('Bells', 'noon')`);
  await waitFor(() => expect(heard).toEqual([undefined, 'noon']));
});

test('comes back after its connection was cut, and looks around again', async () => {
  const { database, heard } = await hearing('bells');
  const { rows } = await database.pool.query(
    `select pg_terminate_backend(pid) as cut from (${listeners}) as l`,
  );
  expect(rows).toEqual([{ cut: true }]);
  await waitFor(() => expect(heard).toEqual([undefined, undefined]));
  await database.pool.query(`select pg_notify('bells', 'noon')`);
  await waitFor(() => expect(heard).toEqual([undefined, undefined, 'noon']));
});

test('closing ends its connection', async () => {
  const { database, listener } = await hearing('bells');
  await listener.close();
  await waitFor(async () => expect((await database.pool.query(listeners)).rows).toEqual([]));
});

test('may be closed while the server is away', async () => {
  const listener = listen({ url: 'postgres://nobody@127.0.0.1:1/nothing', channel: 'bells', onNotify() {} });
  await listener.close();
  await listener.ready;
});
