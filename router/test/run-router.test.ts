import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVerifier, generateKey, publicKeys } from '@ursa/passport';
import { waitFor } from '@ursa/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { ask } from './world/ask.ts';
import type { ForeignContext } from './world/foreign.ts';
import { foreignSubgraph } from './world/foreign.ts';
import { Doors, people } from './world/people.ts';
import { serve } from './world/serve.ts';
import { openSocket } from './world/socket.ts';
import { supergraphOf } from './world/world.ts';

interface Process {
  child: ChildProcess;
  output(): string;
  exited: Promise<number | null>;
}

function start(env: Record<string, string>): Process {
  const main = new URL('../src/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, output: () => output, exited: new Promise((resolve) => child.once('exit', resolve)) };
}

it('runs as a process of its own, and stops in order', async () => {
  const key = generateKey('router');
  const doors = new Doors();
  const subgraph = people(createVerifier({ audience: 'people', trustedKeys: publicKeys([key]) }), doors);
  const folder = await mkdtemp(join(tmpdir(), 'ursa-router-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'supergraph.graphql'), supergraphOf([subgraph]));
  const router = start({
    SUPERGRAPH: join(folder, 'supergraph.graphql'),
    PEOPLE_URL: await serve(subgraph),
    JWKS_URL: 'http://127.0.0.1:9/jwks.json',
    PASSPORT_PRIVATE_KEY: JSON.stringify(key),
    PORT: '0',
  });
  const url = await waitFor(() => /"url":"(http:[^"]+)\/graphql"/.exec(router.output())?.[1], {
    timeoutMs: 15_000,
  });
  await waitFor(async () => (await fetch(`${url}/ready`)).status === 200);

  const socket = openSocket(url);
  const over = socket.run('mutation { hold(name: "socket") }');
  const held = ask(url, 'mutation { hold(name: "http") }');
  await waitFor(() => subgraph.requests.filter(({ query }) => query.includes('hold')).length === 2);

  router.child.kill('SIGTERM');
  await waitFor(async () =>
    fetch(`${url}/health`).then(
      () => false,
      () => true,
    ),
  );
  doors.open('http');
  doors.open('socket');
  expect((await held).data).toEqual({ hold: 'http' });
  await over.done;
  expect(over.answers).toEqual([{ data: { hold: 'socket' } }]);
  expect(await socket.closed).toMatchObject({ code: 1001 });
  expect(await router.exited).toBe(0);
});

it('needs nothing but the supergraph where the subgraphs are foreign', async () => {
  const shelf = await foreignSubgraph('shelf', 'type Query { caller: String! }', {
    Query: { caller: (_: unknown, __: unknown, { caller }: ForeignContext) => caller },
  } as never);
  const folder = await mkdtemp(join(tmpdir(), 'ursa-router-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'supergraph.graphql'), supergraphOf([shelf]));
  const router = start({ SUPERGRAPH: join(folder, 'supergraph.graphql'), SHELF_URL: shelf.url, PORT: '0' });
  const url = await waitFor(() => /"url":"(http:[^"]+)\/graphql"/.exec(router.output())?.[1], {
    timeoutMs: 15_000,
  });
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const answer = await ask(url, '{ caller }', { headers: { authorization: 'Ada' } });
  expect(answer.data).toEqual({ caller: 'Ada' });
});

it('tells everything that is wrong with its environment in one sentence', async () => {
  const router = start({
    PORT: 'many',
    JWKS_URL: 'nowhere',
    LIMITS_MAX_DEPTH: 'deep',
    PROPAGATE_HEADERS: 'cookie',
  });
  expect(await router.exited).toBe(1);
  expect(router.output().trim().split('\n')).toHaveLength(1);
  for (const name of ['PORT', 'JWKS_URL', 'LIMITS_MAX_DEPTH', 'PASSPORT_PRIVATE_KEY', 'PROPAGATE_HEADERS'])
    expect(router.output()).toContain(name);
});

it('says that the port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const folder = await mkdtemp(join(tmpdir(), 'ursa-router-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const key = generateKey('router');
  const verifier = createVerifier({ audience: 'people', trustedKeys: publicKeys([key]) });
  await writeFile(join(folder, 'supergraph.graphql'), supergraphOf([people(verifier, new Doors())]));
  const router = start({
    SUPERGRAPH: join(folder, 'supergraph.graphql'),
    JWKS_URL: 'http://127.0.0.1:9/jwks.json',
    PASSPORT_PRIVATE_KEY: JSON.stringify(key),
    PORT: String((other.address() as AddressInfo).port),
    LOG_LEVEL: 'silent',
  });
  expect(await router.exited).toBe(1);
  expect(router.output()).toBe('The port is taken: set PORT to another one.\n');
});
