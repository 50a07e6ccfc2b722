import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const verb = fileURLToPath(new URL('../test.ts', import.meta.url));
const suites = fileURLToPath(new URL('fixtures/suites', import.meta.url));

/** Runs the verb on suites made for it, with no service named but those given. */
async function runTests(filters: string[], services: Record<string, string> = {}) {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [verb, ...filters], {
    cwd: suites,
    env: { PATH, HOME, NO_COLOR: '1', ...services },
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code, errors, output, lastLine: output.trimEnd().split('\n').at(-1) };
}

describe('test', { timeout: 60_000 }, () => {
  test('says on what it ran and counts', async () => {
    const { code, output, lastLine } = await runTests(['passing']);
    expect(output).toContain('Testing on embedded defaults');
    expect(output).toContain('on embedded defaults: 2 passed, 0 failed, 0 skipped');
    expect(lastLine).toBe('2 passed, 0 failed');
    expect(code).toBe(0);
  });

  test('fails on a test that fails, and on a connection that is left open', async () => {
    const { code, errors, output, lastLine } = await runTests(['passing', 'failing', 'leaking']);
    expect(errors).toContain('1 Postgres connections were left open');
    expect(output).toMatch(/^failed: failing\.suite\.ts: one is two: expected 1 to be 2/m);
    expect(output).toMatch(/^failed: leaking\.suite\.ts: 1 Postgres connections were left open/m);
    expect(lastLine).toBe('3 passed, 2 failed');
    expect(code).toBe(1);
  });

  test('fails when a service that is named is away', async () => {
    const { code, errors, lastLine } = await runTests(['passing'], {
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expect(errors).toContain('Redis at 127.0.0.1:1 (REDIS_URL) cannot be reached: connect ECONNREFUSED');
    expect(lastLine).toBe('0 passed, 1 failed');
    expect(code).toBe(1);
  });

  test('nothing tested is no success', async () => {
    const { code, lastLine } = await runTests(['no-such']);
    expect(lastLine).toBe('0 passed, 0 failed');
    expect(code).toBe(1);
  });
});
