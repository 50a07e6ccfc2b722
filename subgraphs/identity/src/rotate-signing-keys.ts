import type { Db } from '@ursa/database';
import type { Environment } from '@ursa/setup';
import { readConfig } from './config.ts';
import { rotateKeys } from './domain/rotate-keys.ts';
import { createSeal } from './domain/seal.ts';

/**
 * For the operator: makes the next key sign from now on, and answers its id. Running processes follow within
 * seconds; tokens of the key before stay good until they expire.
 */
export function rotateSigningKeys(db: Db, environment: Environment): Promise<string> {
  return rotateKeys(db, createSeal(readConfig(environment).keySecret));
}
