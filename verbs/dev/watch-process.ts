import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { environment as inherited } from '../config.ts';

/** A program that restarts when one of its files changes; its output is ours. */
export function watchProcess(
  name: string,
  file: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  const child = spawn(process.execPath, ['--watch', '--watch-preserve-output', file, ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...inherited, ...environment },
  });
  child.on('error', (error) => console.error(`${name} cannot run: ${error.message}`));
  return {
    async stop(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
