import { roleUrl } from '@ursa/database';
import { variableOf } from '@ursa/setup';
import type { Config } from '../config.ts';
import { environment } from '../config.ts';
import type { Host } from '../host/host.ts';

/** What a subgraph's own process must know to join this host. */
export function childEnvironment(
  name: string,
  url: string,
  config: Config,
  host: Host,
): Record<string, string> {
  const { keys, secrets, adminUrl, defaults } = host;
  const roles = { secret: config.ROLE_SECRET ?? secrets.roleSecret, rolePrefix: config.ROLE_PREFIX };
  const unsaid = { ...defaults, MEDIA_PUBLIC_URL: new URL(url).origin };
  return {
    ...Object.fromEntries(Object.entries(unsaid).filter(([variable]) => environment[variable] === undefined)),
    [`${variableOf(name)}_POSTGRES_URL`]: roleUrl(adminUrl, name, roles),
    PASSPORT_PRIVATE_KEY: JSON.stringify(keys.signingKeys.get(name)),
    PASSPORT_TRUSTED_KEYS: JSON.stringify(keys.trustedKeys),
    LOG_LEVEL: config.LOG_LEVEL,
  };
}
