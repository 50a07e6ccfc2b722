import { SetupError } from '@ursa/database';
import type { RouterSettings } from '@ursa/router';
import { ConfigError, readSettings } from '@ursa/router';
import { environment } from '../config.ts';

/** What the environment sets of a router in this process. Throws one SetupError that names everything wrong. */
export function readRouterSettings(): RouterSettings {
  try {
    return readSettings(environment);
  } catch (error) {
    if (error instanceof ConfigError) throw new SetupError(error.message);
    throw error;
  }
}
