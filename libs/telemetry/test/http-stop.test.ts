import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpStop } from '../src/index.ts';

/** A server, and a caller that keeps its one connection. */
async function serve(listener: RequestListener) {
  const server = createServer(listener);
  const stop = createHttpStop(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => {
    agent.destroy();
    server.closeAllConnections();
  });
  const ask = async () => {
    const sent = request({ port, host: '127.0.0.1', agent });
    sent.end();
    const [response] = await once(sent, 'response');
    let body = '';
    for await (const chunk of response) body += chunk;
    return { body, connection: response.headers.connection, reused: sent.reusedSocket };
  };
  return { port, stop, ask };
}

test('a connection that is open is answered once more, and told that this was the last time', async () => {
  const { port, stop, ask } = await serve((_, response) => response.end('yes'));
  expect(await ask()).toEqual({ body: 'yes', connection: 'keep-alive', reused: false });
  const settled = stop.settle(10_000);
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
  expect(await ask()).toEqual({ body: 'yes', connection: 'close', reused: true });
  // That was the last connection: there is nothing to wait for.
  await settled;
  await stop.close(10_000);
});

test('an answer that is on its way says so too, and is waited for', async () => {
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const { stop, ask } = await serve(async (_, response) => {
    asked.resolve();
    await gate.promise;
    response.end('at last');
  });
  const answer = ask();
  await asked.promise;
  await stop.settle(1);
  const closed = stop.close(10_000);
  gate.resolve();
  expect(await answer).toEqual({ body: 'at last', connection: 'close', reused: false });
  await closed;
});

test('connections that ask nothing are closed after the lull, those that take too long after the grace', async () => {
  const asked = Promise.withResolvers<void>();
  const { port, stop, ask } = await serve(() => asked.resolve());
  const unused = connect(port, '127.0.0.1');
  await once(unused, 'connect');
  const cut = expect(ask()).rejects.toThrow('socket hang up');
  await asked.promise;
  await stop.settle(1);
  const gone = once(unused.resume(), 'close');
  const closed = stop.close(50);
  await gone;
  await Promise.all([cut, closed]);
});
