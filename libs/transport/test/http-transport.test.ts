import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@ursa/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type {
  HttpTransportSettings,
  SubgraphRequest,
  SubgraphResponse,
  SubgraphTransport,
} from '../src/index.ts';
import { httpTransport } from '../src/index.ts';
import type { Intercept, Served } from './serve.ts';
import { serve } from './serve.ts';
import { TestSubgraph } from './test-subgraph.ts';

const unavailable = (reason: string) => ({ name: 'SubgraphUnavailable', subgraph: 'posts', reason });

function ask(query: string, variables: Record<string, unknown> = {}): SubgraphRequest {
  return { query, variables, passport: 'a passport', requestId: 'request 1' };
}

const hello = ask('{ hello(name: "Ada") }');

describe('a subgraph over HTTP', () => {
  let subgraph: TestSubgraph;
  let served: Served;
  let intercept: Intercept;
  const opened: SubgraphTransport[] = [];

  beforeEach(async () => {
    subgraph = new TestSubgraph();
    intercept = () => false;
    served = await serve(subgraph, { intercept: (...call) => intercept(...call) });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
    await served.close();
  });

  function open(settings: Partial<HttpTransportSettings> = {}): SubgraphTransport {
    const transport = httpTransport({ name: 'posts', url: served.url, timeoutMs: 2_000, ...settings });
    opened.push(transport);
    return transport;
  }

  describe('is called', () => {
    it('over connections that are kept', async () => {
      const transport = open();
      for (let call = 0; call < 20; call += 1) await transport.execute(hello);
      // One that has just answered is not taken at once: it may be about to close.
      expect(served.connections.ever).toBeLessThanOrEqual(2);
    });

    it('over connections that go when the transport closes', async () => {
      const transport = open();
      await transport.execute(hello);
      expect(served.connections.open).toBe(1);
      await transport.close();
      await waitFor(() => served.connections.open === 0, { timeoutMs: 2_000 });
    });

    it('over a unix socket', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'ursa-'));
      const file = join(folder, 'posts.sock');
      const paths: (string | undefined)[] = [];
      const behind = createHttpServer((request, response) => {
        paths.push(request.url);
        response.end('{"data":{"hello":"Hello!"}}');
      });
      await new Promise<void>((resolve) => behind.listen(file, resolve));
      const transport = open({ url: `unix://${file}?path=/graphql` });
      expect(await transport.execute(hello)).toEqual({ data: { hello: 'Hello!' } });
      expect(paths).toEqual(['/graphql']);
      await transport.close();
      await new Promise((resolve) => behind.close(resolve));
      await rm(folder, { recursive: true });
    });

    it('over HTTP/2 without TLS, each call a stream of one connection', async () => {
      const versions: string[] = [];
      const connections = new Set<unknown>();
      const behind = createHttp2Server((request, response) => {
        versions.push(request.httpVersion);
        // Of the slow one nothing ever comes.
        if (request.headers['ursa-request-id'] !== 'slow') response.end('{"data":{"hello":"Hello!"}}');
      });
      behind.on('session', (session) => connections.add(session));
      await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
      const { port } = behind.address() as AddressInfo;
      const transport = open({ url: `h2c://127.0.0.1:${port}/graphql`, timeoutMs: 2_000 });
      const answers = await Promise.all(Array.from({ length: 20 }, () => transport.execute(hello)));
      expect(answers).toEqual(Array(20).fill({ data: { hello: 'Hello!' } }));
      await expect(transport.execute({ ...hello, requestId: 'slow' })).rejects.toMatchObject(
        unavailable('timeout'),
      );
      expect(await transport.execute(hello)).toEqual({ data: { hello: 'Hello!' } });
      expect(versions).toEqual(Array(22).fill('2.0'));
      expect(connections.size).toBe(1);
      await transport.close();
      await new Promise((resolve) => behind.close(resolve));
    });

    it('over no more connections than allowed', async () => {
      const transport = open({ maxSockets: 3 });
      await Promise.all(Array.from({ length: 30 }, () => transport.execute(hello)));
      expect(served.connections.ever).toBe(3);
    });

    it('in vain when nobody listens', async () => {
      const url = served.url;
      await served.close();
      served = await serve(subgraph);
      await expect(open({ url }).execute(hello)).rejects.toMatchObject(unavailable('network'));
    });

    it('in vain when the answer is longer than allowed', async () => {
      const transport = open({ maxResponseBytes: 1_000 });
      const long = (length: number) =>
        transport.execute(ask('query ($n: Int!) { long(length: $n) }', { n: length }));
      await expect(long(1_001)).rejects.toMatchObject(unavailable('protocol'));
      expect((await long(900)).data).toEqual({ long: 'x'.repeat(900) });
    });

    it.each(['', 'null', '[]', '{}', '{"data":7}', '{"errors":{}}', '<html>'])(
      'in vain when it answers %s',
      async (body) => {
        intercept = (_, response) => Boolean(response.writeHead(200).end(body));
        await expect(open().execute(hello)).rejects.toMatchObject(unavailable('protocol'));
      },
    );

    it('in vain when the answer breaks off', async () => {
      intercept = (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"data":', () => response.destroy());
        return true;
      };
      await expect(open().execute(hello)).rejects.toMatchObject(unavailable('network'));
    });

    it('and may refuse in GraphQL, whatever the status', async () => {
      intercept = (_, response) =>
        Boolean(response.writeHead(400).end('{"errors":[{"message":"what do you mean?"}]}'));
      expect(await open().execute(hello)).toEqual({ errors: [{ message: 'what do you mean?' }] });
    });

    it('in vain when it refuses the passport: no client is to blame for that', async () => {
      intercept = (_, response) =>
        Boolean(response.writeHead(401).end('{"errors":[{"message":"who are you?"}]}'));
      await expect(open().execute(hello)).rejects.toMatchObject(unavailable('protocol'));
    });
  });

  describe('that hangs up on an idle connection just as it is chosen', () => {
    beforeEach(() => {
      const used = new Set<Socket>();
      intercept = (request) => {
        const hangUp = used.has(request.socket);
        used.add(request.socket);
        if (hangUp) request.socket.destroy();
        return hangUp;
      };
    });

    it('is asked again when nothing can have changed', async () => {
      const transport = open({ maxSockets: 1 });
      await transport.execute(hello);
      expect((await transport.execute(hello)).data).toEqual({ hello: 'Hello, Ada!' });
    });

    it('is not told twice to change something', async () => {
      const transport = open({ maxSockets: 1 });
      await transport.execute(hello);
      const answer = transport.execute(ask('mutation { logIn }'));
      await expect(answer).rejects.toMatchObject(unavailable('network'));
    });
  });

  describe('is subscribed to', () => {
    const ticks = ask('subscription { ticks }');

    /** Starts subscriptions and waits until each is listened to. */
    async function begin(transport: SubgraphTransport, count = 1) {
      const listeners = subgraph.ticks.listeners;
      const started = Array.from({ length: count }, () => {
        const events = transport.subscribe(ticks)[Symbol.asyncIterator]();
        const first = events.next();
        first.catch(() => undefined);
        return { events, first };
      });
      await waitFor(() => subgraph.ticks.listeners === listeners + count);
      return started as [Started, ...Started[]];
    }

    it('over one socket, opened for the first and closed after the last', async () => {
      const transport = open();
      await transport.execute(hello);
      expect(served.connections.sockets).toBe(0);
      const started = await begin(transport, 20);
      expect(served.connections.sockets).toBe(1);
      subgraph.ticks.send({ ticks: 1 });
      for (const { first } of started) expect((await first).value).toEqual({ data: { ticks: 1 } });
      for (const { events } of started) await events.return?.();
      await waitFor(() => subgraph.ticks.listeners === 0 && served.connections.sockets === 0);
    });

    it('again right after the last one ended', async () => {
      const transport = open();
      for (let round = 0; round < 20; round += 1) {
        const events = transport.subscribe(ask('subscription { caller }'))[Symbol.asyncIterator]();
        expect((await events.next()).done).toBe(false);
        expect((await events.next()).done).toBe(true);
      }
    });

    it('until the connection is lost: all that ran on it fail, and the next one opens it again', async () => {
      const transport = open();
      const started = await begin(transport, 5);
      served.hangUp();
      for (const { first } of started) await expect(first).rejects.toMatchObject(unavailable('network'));
      await waitFor(() => subgraph.ticks.listeners === 0);

      const [again] = await begin(transport);
      subgraph.ticks.send({ ticks: 2 });
      expect((await again.first).value).toEqual({ data: { ticks: 2 } });
      expect(subgraph.ticks.listeners).toBe(1);
    });

    it('as soon as it is there: a subscription waits while it starts', async () => {
      const { url } = served;
      const port = Number(new URL(url).port);
      await served.close();
      const transport = open({ url, timeoutMs: 10_000 });
      const first = transport.subscribe(ticks)[Symbol.asyncIterator]().next();
      const refused = httpTransport({ name: 'posts', url, timeoutMs: 50 });
      await expect(refused.subscribe(ticks)[Symbol.asyncIterator]().next()).rejects.toMatchObject(
        unavailable('timeout'),
      );
      await refused.close();

      served = await serve(subgraph, { port });
      await waitFor(() => subgraph.ticks.listeners === 1);
      subgraph.ticks.send({ ticks: 1 });
      expect((await first).value).toEqual({ data: { ticks: 1 } });
    });

    it('by a reader that falls behind until its buffer is full; others go on', async () => {
      const transport = open({ maxBufferedEvents: 10 });
      const [slow, brisk] = await begin(transport, 2);
      if (!brisk) throw new Error('two readers');
      let next = brisk.first;
      for (let tick = 0; tick < 50; tick += 1) {
        subgraph.ticks.send({ ticks: tick });
        expect((await next).value).toEqual({ data: { ticks: tick } });
        next = brisk.events.next();
      }
      const read: unknown[] = [(await slow.first).value];
      const reading = (async () => {
        for (;;) {
          const { done, value } = await slow.events.next();
          if (done) return;
          read.push(value);
        }
      })();
      await expect(reading).rejects.toMatchObject(unavailable('overflow'));
      expect(read).toEqual(Array.from({ length: 11 }, (_, tick) => ({ data: { ticks: tick } })));
      await waitFor(() => subgraph.ticks.listeners === 1);
      await brisk.events.return?.();
      expect((await next).done).toBe(true);
    });

    it('over a socket that takes no message longer than allowed', async () => {
      const transport = open({ maxResponseBytes: 500 });
      const [{ first }] = await begin(transport);
      const long = { ...ask('subscription { caller }'), passport: 'x'.repeat(600) };
      await expect(transport.subscribe(long)[Symbol.asyncIterator]().next()).rejects.toMatchObject(
        unavailable('network'),
      );
      await expect(first).rejects.toMatchObject(unavailable('network'));
    });

    it('until it falls silent: a socket that answers no ping is dropped', async () => {
      const mute = new WebSocketServer({ port: 0, host: '127.0.0.1' });
      await once(mute, 'listening');
      mute.on('connection', (socket) =>
        socket.once('message', () => socket.send('{"type":"connection_ack"}')),
      );
      const url = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
      const first = open({ url, pingIntervalMs: 50 }).subscribe(ticks)[Symbol.asyncIterator]().next();
      await expect(first).rejects.toMatchObject(unavailable('network'));
      await waitFor(() => mute.clients.size === 0);
      mute.close();
    });

    it('in vain when it accepts connections and says nothing', async () => {
      const silent = createServer();
      silent.listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      const transport = open({ url, timeoutMs: 100 });
      const first = transport.subscribe(ticks)[Symbol.asyncIterator]().next();
      await expect(first).rejects.toMatchObject(unavailable('timeout'));
      await expect(transport.execute(hello)).rejects.toMatchObject(unavailable('timeout'));
      await transport.close();
      silent.close();
    });
  });
});

interface Started {
  events: AsyncIterator<SubgraphResponse>;
  first: Promise<IteratorResult<SubgraphResponse>>;
}
