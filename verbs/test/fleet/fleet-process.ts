import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { onFileEnd, waitFor } from '@ursa/testkit';
import { quickNode } from '../processes/node-options.ts';

export interface ProcessOptions {
  /** `comments`, `router`: also the name of its log. */
  name: string;
  /** Its `main.ts`, from the workspace's root. */
  main: string;
  /** All it is told: nothing of the test's own environment reaches it. */
  environment: Record<string, string>;
  logDir: string;
}

/** One running process of the fleet. */
export interface FleetProcess {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  /** `http://127.0.0.1:N` */
  readonly url: string;
  /** Resolves once `/ready` says so. */
  ready(): Promise<void>;
  /** Sends it a signal; resolves with how it ended. */
  end(signal: NodeJS.Signals): Promise<Ending>;
}

/** A code, or the signal that ended it. */
export type Ending = number | NodeJS.Signals;

const root = resolve(import.meta.dirname, '..', '..', '..');

/** Starts a process, which ends with the test file; resolves once it serves. Rejects with what it said when it ends before that. */
export async function startProcess(options: ProcessOptions): Promise<FleetProcess> {
  const { name, main, environment, logDir } = options;
  const child = spawn(process.execPath, [...quickNode.execArgv, join(root, main)], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...quickNode.environment, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = (signal: NodeJS.Signals): Promise<Ending> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  onFileEnd(() => end('SIGKILL'));
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    return (code ?? signal) as Ending;
  });
  const log = join(logDir, `${name}.${child.pid}.log`);
  const said: string[] = [];
  const serving = new Promise<string>((tell) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        appendFileSync(log, `${line}\n`);
        said.push(line);
        if (said.length > 20) said.shift();
        const url = /"url":"(http:[^"]+)\/graphql".*"msg":"serving"/.exec(line)?.[1];
        if (url) tell(url);
      });
    }
  });
  const url = await Promise.race([serving, ended]);
  if (typeof url === 'number' || !url.startsWith('http')) {
    throw new Error(`${name} ended with ${url} before it served:\n${said.join('\n')}`);
  }
  return {
    name,
    pid: child.pid as number,
    port: Number(new URL(url).port),
    url,
    ready: async () => {
      await waitFor(async () => (await fetch(`${url}/ready`)).ok, { timeoutMs: 60_000, intervalMs: 50 });
    },
    end,
  };
}
