import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { createLog, createShutdown } from '../src/index.ts';

const log = createLog({ name: 'test', level: 'silent' });

describe('stopping', () => {
  it('goes from the last step to the first, one after the other', async () => {
    const shutdown = createShutdown({ log });
    const order: string[] = [];
    shutdown.step('database', () => order.push('database'));
    shutdown.step('server', async () => {
      order.push('server stops');
      await new Promise(setImmediate);
      order.push('server has stopped');
    });
    expect(await shutdown.stop('test')).toBe(true);
    expect(order).toEqual(['server stops', 'server has stopped', 'database']);
  });

  it('passes over a step that fails or hangs, and tells', async () => {
    const shutdown = createShutdown({ log, stepTimeoutMs: 20 });
    const order: string[] = [];
    shutdown.step('database', () => order.push('database'));
    shutdown.step('broker', () => new Promise(() => undefined));
    shutdown.step('live', () => Promise.reject(new Error('a bug')));
    shutdown.step('server', () => {
      throw new Error('a bug');
    });
    expect(await shutdown.stop('test')).toBe(false);
    expect(order).toEqual(['database']);
  });

  it('gives each step its own time', async () => {
    const shutdown = createShutdown({ log, stepTimeoutMs: 60_000 });
    shutdown.step('hangs', () => new Promise(() => undefined), 10);
    expect(await shutdown.stop('test')).toBe(false);
  });

  it('happens once, however often it is asked for', async () => {
    const shutdown = createShutdown({ log });
    let stops = 0;
    shutdown.step('server', () => {
      stops += 1;
    });
    expect(await Promise.all([shutdown.stop('one'), shutdown.stop('two')])).toEqual([true, true]);
    expect(await shutdown.stop('three')).toBe(true);
    expect(stops).toBe(1);
  });
});

describe('a process', () => {
  /** Runs a process that stops in the given way; sends it signals after the lines it says. */
  async function run(way: string, signals: Record<string, NodeJS.Signals>) {
    const child = spawn(process.execPath, [new URL('./stoppable.ts', import.meta.url).pathname, way]);
    const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    const said: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      said.push(line);
      const signal = signals[line];
      if (signal !== undefined) child.kill(signal);
    }
    const [code, killedBy] = await exited;
    return { code, killedBy, said };
  }

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])('stops in order on %s and exits 0', async (signal) => {
    const { code, said } = await run('well', { running: signal });
    expect(said).toEqual(['running', 'server', 'database']);
    expect(code).toBe(0);
  });

  it('exits 1 when a step fails, after the others', async () => {
    const { code, said } = await run('badly', { running: 'SIGTERM' });
    expect(said).toEqual(['running', 'server', 'database']);
    expect(code).toBe(1);
  });

  it.each<[NodeJS.Signals, number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('exits at once on a second signal, %s', async (signal, expected) => {
    const { code, said } = await run('never', { running: 'SIGTERM', server: signal });
    expect(said).toEqual(['running', 'server']);
    expect(code).toBe(expected);
  });

  it('dies of a signal as ever when the listeners were taken off', async () => {
    const { killedBy, said } = await run('deaf', { running: 'SIGTERM' });
    expect(said).toEqual(['running']);
    expect(killedBy).toBe('SIGTERM');
  });
});
