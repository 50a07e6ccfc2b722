import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { searchPath } from '../config.ts';

const running = new Set<Child>();
const graceMs = 2_000;
const tailLength = 4_000;

export interface ChildOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The core it is put on. @default that of this process */
  readonly core?: number | undefined;
}

/** A Node process of this benchmark. None outlives it. */
export class Child {
  readonly process: ChildProcess;
  /** The end of what it has written: why it did not start, most of the time. */
  tail = '';

  constructor({ args, env = {}, cwd, core }: ChildOptions) {
    const command = [...(core === undefined ? [] : ['taskset', '-c', `${core}`]), process.execPath, ...args];
    this.process = spawn(command[0] as string, command.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: searchPath, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
      cwd,
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on('data', (bytes) => {
        this.tail = `${this.tail}${bytes}`.slice(-tailLength);
      });
    }
    running.add(this);
    this.process.once('exit', () => running.delete(this));
  }

  get ended(): boolean {
    return !running.has(this);
  }

  /** Ends it by SIGTERM, and by SIGKILL when it takes its time. */
  async end(): Promise<void> {
    if (this.ended) return;
    const exit = once(this.process, 'exit');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), graceMs);
    this.process.kill('SIGTERM');
    await exit;
    clearTimeout(timer);
  }
}

/** When this process is told to end, or ends by itself: ends all at once, and removes the directory. */
export function endWithUs(directory: string): void {
  process.once('exit', () => {
    for (const child of running) child.process.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(130));
  }
}
