import { testDatabase } from '@ursa/testkit';

/** A fresh database with identity's tables. */
export function identityDatabase() {
  return testDatabase({ name: 'identity', migrations: new URL('../../migrations/', import.meta.url) });
}
