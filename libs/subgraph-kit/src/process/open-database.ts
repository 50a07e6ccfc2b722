import type { Database } from '@ursa/database';
import { checkConnectionBudget, openDatabase, provision, roleUrl } from '@ursa/database';
import type { Log } from '@ursa/telemetry';
import type { ProcessConfig } from './config.ts';

/** Opens the subgraph's own schema; with an administrator's URL its role and schema are made first. */
export async function openOwnDatabase(name: string, config: ProcessConfig, log: Log): Promise<Database> {
  const { postgres, pool, replicas } = config;
  if ('url' in postgres) return openDatabase({ url: postgres.url, schema: name, pool, log });
  const { adminUrl, roles } = postgres;
  await checkConnectionBudget({ adminUrl, pools: [{ name, max: pool.max }], replicas });
  await provision({ adminUrl, schemas: [name], ...roles });
  return openDatabase({ url: roleUrl(adminUrl, name, roles), schema: name, pool, log });
}
