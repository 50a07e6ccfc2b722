import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onFileEnd } from '@ursa/testkit';
import { quickNode } from '../processes/node-options.ts';
import type { Order, Report, Role } from './wire.ts';

/** A victim, from the outside. */
export interface Victim {
  /** What became of a mutation; undefined: it died before it said so. */
  order(order: Omit<Order, 'id'>): Promise<Report | undefined>;
  readonly dead: boolean;
  /** Resolves once it is dead, with the signal that killed it. Rejects when it ended in another way. */
  readonly death: Promise<void>;
  /** Kills it. */
  kill(): Promise<void>;
}

/** Starts a victim; resolves once it serves. */
export async function startVictim(role: Role): Promise<Victim> {
  const child = fork(join(import.meta.dirname, 'victim.ts'), {
    execArgv: quickNode.execArgv,
    env: { PATH: process.env['PATH'], ...quickNode.environment, VICTIM: JSON.stringify(role) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  onFileEnd(() => void child.kill('SIGKILL'));
  const said = text(child.stderr as NonNullable<ChildProcess['stderr']>);
  const waiting = new Map<number, (report: Report | undefined) => void>();
  let dead = false;
  let orders = 0;

  const ended = once(child, 'close').then(async ([code, signal]: (number | string | null)[]) => {
    dead = true;
    for (const tell of waiting.values()) tell(undefined);
    if (signal !== 'SIGKILL') throw new Error(`a victim ended with ${code ?? signal}: ${await said}`);
  });
  ended.catch(() => {});
  const serving = new Promise<void>((resolve) => {
    child.on('message', (report: Report) => {
      if (report.id === 0) return resolve();
      waiting.get(report.id)?.(report);
      waiting.delete(report.id);
    });
  });
  await Promise.race([serving, ended]);

  return {
    async order(order) {
      if (dead) return undefined;
      orders += 1;
      const id = orders;
      return new Promise((tell) => {
        waiting.set(id, tell);
        child.send({ ...order, id } satisfies Order, () => {});
      });
    },
    get dead() {
      return dead;
    },
    death: ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
