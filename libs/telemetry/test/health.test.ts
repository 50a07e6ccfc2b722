import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Check, Health } from '../src/index.ts';
import { createHealth, createLog, createMetrics } from '../src/index.ts';

describe('what orchestrators ask', () => {
  const log = createLog({ name: 'test', level: 'silent' });
  let server: Server;
  let health: Health;
  let checks: Record<string, Check>;

  beforeEach(async () => {
    checks = { postgres: () => undefined, broker: async () => undefined };
    const metrics = createMetrics({ defaults: false });
    metrics.counter({ name: 'ursa_requests_total', help: 'Requests.' }).add({});
    health = createHealth({ metrics, log, checks, checkTimeoutMs: 50 });
    server = createServer((request, response) => {
      if (!health.handle(request, response)) response.writeHead(404).end('not mine');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function get(path: string) {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  }

  const json = async (path: string) => {
    const { status, text } = await get(path);
    return { status, body: JSON.parse(text) as unknown };
  };

  it('/health: whether the process runs, in every phase', async () => {
    expect(await json('/health')).toEqual({ status: 200, body: { status: 'ok' } });
    health.stopping();
    expect(await json('/health?x=1')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('/ready: not before it has started, nor once it stops', async () => {
    expect(await json('/ready')).toEqual({ status: 503, body: { status: 'starting' } });
    health.started();
    const checksPassed = { postgres: 'ok', broker: 'ok' };
    expect(await json('/ready')).toEqual({ status: 200, body: { status: 'ok', checks: checksPassed } });
    health.stopping();
    expect(await json('/ready')).toEqual({ status: 503, body: { status: 'stopping' } });
    health.started();
    expect((await json('/ready')).status).toBe(503);
  });

  it.each<[string, Check]>([
    ['fails', () => Promise.reject(new Error('postgres://u:p@db is away'))],
    ['throws', () => Number(null).toFixed(-1)],
    ['hangs', () => new Promise(() => undefined)],
  ])('/ready: not while a check %s, and without saying why', async (_, check) => {
    health.started();
    checks['postgres'] = check;
    const checksNow = { postgres: 'failing', broker: 'ok' };
    expect(await json('/ready')).toEqual({ status: 503, body: { status: 'failing', checks: checksNow } });
    checks['postgres'] = () => undefined;
    expect((await json('/ready')).status).toBe(200);
  });

  it("/metrics: in Prometheus' format", async () => {
    const { status, type, text } = await get('/metrics');
    expect(status).toBe(200);
    expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toContain('ursa_requests_total 1');
  });

  it('leaves every other path to others', async () => {
    for (const path of ['/', '/graphql', '/healthy', '/ready/x']) {
      expect(await get(path)).toMatchObject({ status: 404, text: 'not mine' });
    }
  });
});
