import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Outcome } from '@ursa/outcome';
import { done, failed, rateLimited } from '@ursa/outcome';
import { createGate } from './gate.ts';

/**
 * argon2id with 19 MiB, 2 passes, 1 lane: the first choice of the OWASP Password Storage Cheat Sheet. About
 * 20 ms of one core, and memory for as many at once as the gate lets through.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Turns passwords into hashes and checks them. A full queue is a rate limit. */
export interface Hasher {
  /** The PHC string to keep. */
  hash(password: string): Promise<Outcome<string>>;
  /** Whether the password fits. Without a hash or a password the work is done all the same, and it does not. */
  verify(hash: string | undefined, password: string | undefined): Promise<Outcome<boolean>>;
  /** How often argon2 ran in this process. */
  readonly work: { readonly hashes: number; readonly verifications: number };
}

/** @param most computations at once, @param queue how many may wait for one. */
export async function createHasher(bounds: { most: number; queue: number }): Promise<Hasher> {
  const gate = createGate(bounds);
  const work = { hashes: 0, verifications: 0 };
  const nobody = await hash(randomBytes(32), parameters);

  async function bounded<T>(task: () => Promise<T>): Promise<Outcome<T>> {
    const result = gate.run(task);
    return result === undefined ? failed(rateLimited(1)) : done(await result);
  }

  return {
    work,
    hash: (password) =>
      bounded(() => {
        work.hashes += 1;
        return hash(password, parameters);
      }),
    verify: (known, password) =>
      bounded(async () => {
        work.verifications += 1;
        const fits = await verify(known ?? nobody, password ?? '');
        return fits && known !== undefined && password !== undefined;
      }),
  };
}
