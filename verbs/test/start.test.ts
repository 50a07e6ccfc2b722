import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onFileEnd } from '@ursa/testkit';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { busy } from './world/busy.ts';
import { send } from './world/person.ts';

// A first start makes a database cluster, and a demo world through the public API.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = resolve(import.meta.dirname, '..', '..');

// As `npx pnpm@12 start` does: Node's options, then the verb.
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { start: string; dev: string };
};

/** Runs the verb with no service named but those given, and in no terminal. */
function start(
  options: string[],
  environment: Record<string, string> = {},
  script: keyof typeof scripts = 'start',
) {
  const [, ...verb] = scripts[script].split(' ');
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...verb, ...options], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { output: '', errors: '' };
  const exited = once(child, 'close').then(([code]: number[]) => code);
  const up = new Promise<string>((serves, fails) => {
    child.stdout.on('data', (chunk) => {
      said.output += chunk;
      const [, url] = /GraphiQL +(http:\S+)\/\n[\s\S]*Ctrl-C/.exec(said.output) ?? [];
      if (url) serves(url);
    });
    void exited.then((code) => fails(new Error(`It ended with ${code}: ${said.output}${said.errors}`)));
  });
  up.catch(() => {});
  child.stderr.on('data', (chunk) => {
    said.errors += chunk;
  });
  const end = (signal: NodeJS.Signals = 'SIGINT') => {
    if (child.exitCode === null) child.kill(signal);
    return exited;
  };
  // A second try finds nothing of the first.
  onTestFinished(async () => void (await end('SIGKILL')));
  return {
    said,
    exited,
    end,
    /** The address once everything serves, and how long that took. */
    up: async () => ({ url: await up, tookMs: performance.now() - startedAt }),
  };
}

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ursa-start-'));
  onFileEnd(() => rm(dataDir, { recursive: true, force: true }));
});

const world = '{ user(username: "ada") { followerCount posts { totalCount nodes { commentCount } } } }';

/** Whether Postgres still runs on the data of this start. */
async function postgresRuns(): Promise<boolean> {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return false;
  const pid = Number.parseInt(await readFile(file, 'utf8'), 10);
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('start, with nothing but Node', () => {
  let shown: unknown;

  test('serves a demo world, says where and whom to log in as, and Ctrl-C stops everything', async () => {
    const ursa = start(['--port', '0', '--data-dir', dataDir]);
    const { url } = await ursa.up();
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect(await (await fetch(url)).text()).toContain('GraphiQL');

    const logIns = [...ursa.said.output.matchAll(/Log in as +(\w+) · (\S+)/g)];
    expect(logIns).toHaveLength(2);
    for (const [, identifier, password] of logIns) {
      const { data } = await send(
        url,
        'mutation ($input: LogInInput!) { logIn(input: $input) { viewer { user { username } } errors { message } } }',
        { input: { identifier, password } },
      );
      expect(data.logIn).toEqual({ viewer: { user: { username: identifier } }, errors: [] });
    }
    shown = (await send(url, world)).data;
    expect(shown).toMatchObject({ user: { followerCount: expect.any(Number) } });

    expect(await postgresRuns()).toBe(true);
    expect(await ursa.end('SIGINT')).toBe(0);
    expect(ursa.said.errors).toBe('');
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    expect(await postgresRuns()).toBe(false);
  });

  test('dev serves the same, and stops all that it started', async () => {
    const ursa = start(['--port', '0', '--data-dir', dataDir], {}, 'dev');
    const { url } = await ursa.up();
    expect((await send(url, world)).data).toEqual(shown);
    expect(await ursa.end('SIGINT')).toBe(0);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    expect(await postgresRuns()).toBe(false);
  });

  test('starts again on the same data in less than 5 s, without a second demo world', async () => {
    // The best of three: a machine that others use may be slow once.
    const bound = 5_000 * busy();
    const times: number[] = [];
    do {
      const ursa = start(['--port', '0', '--data-dir', dataDir]);
      const { url, tookMs } = await ursa.up();
      times.push(tookMs);
      expect((await send(url, world)).data).toEqual(shown);
      expect(await ursa.end('SIGTERM')).toBe(0);
    } while (Math.min(...times) >= bound && times.length < 3);
    console.log(`started again after ${times.map((time) => `${(time / 1_000).toFixed(1)} s`).join(', ')}`);
    expect(Math.min(...times)).toBeLessThan(bound);
  });

  test('takes its port from PORT, and leaves the demo world out with --no-demo', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'ursa-start-'));
    onFileEnd(() => rm(empty, { recursive: true, force: true }));
    const ursa = start(['--no-demo', '--data-dir', empty], { PORT: '0' });
    const { url } = await ursa.up();
    expect((await send(url, '{ user(username: "ada") { id } }')).data).toEqual({ user: null });
    expect(ursa.said.output).not.toContain('Log in as');
    expect(await ursa.end()).toBe(0);
  });
});

describe('what keeps it from starting is one sentence, and exit code 1:', () => {
  const closed = '127.0.0.1:9';

  /** The sentence it ends with. */
  async function refusal(options: string[], environment: Record<string, string> = {}): Promise<string> {
    const ursa = start(['--data-dir', join(dataDir, 'none'), ...options], environment);
    expect(await ursa.exited).toBe(1);
    expect(ursa.said.errors.trim().split('\n')).toHaveLength(1);
    return ursa.said.errors.trim();
  }

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await refusal(['--port', String(port)])).toBe(
      `✗ Port ${port} is taken: choose another one with --port.`,
    );
    other.close();
  });

  test('a port that is none', async () => {
    expect(await refusal(['--port', 'many'])).toContain('--port takes a number');
  });

  test('a folder that cannot be written', async () => {
    const file = join(dataDir, 'a-file');
    await writeFile(file, '');
    expect(await refusal(['--port', '0', '--data-dir', join(file, 'inside')])).toContain('cannot be written');
  });

  test.each([
    ['POSTGRES_URL', `postgres://nobody:hunter2@${closed}/none`],
    ['RABBITMQ_URL', `amqp://nobody:hunter2@${closed}`],
    ['REDIS_URL', `redis://nobody:hunter2@${closed}`],
  ])('a service that is away: %s', async (variable, url) => {
    const sentence = await refusal(['--port', '0'], { [variable]: url });
    expect(sentence).toContain(closed);
    expect(sentence).not.toContain('hunter2');
  });

  test('an environment that makes no sense, all of it at once', async () => {
    const sentence = await refusal(['--port', '0'], { REDIS_URL: 'nowhere', LOG_LEVEL: 'loud' });
    expect(sentence).toContain('REDIS_URL');
    expect(sentence).toContain('LOG_LEVEL');
    expect(await refusal(['--port', '0'], { LIMITS_MAX_DEPTH: 'deep' })).toContain('LIMITS_MAX_DEPTH');
  });
});
