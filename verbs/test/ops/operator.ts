import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import type { Database } from '@ursa/database';
import { defaultPoolSettings, openDatabase, roleUrl } from '@ursa/database';
import { bareDatabase, onFileEnd } from '@ursa/testkit';
import { quickNode } from '../processes/node-options.ts';

const verb = fileURLToPath(new URL('../../ops.ts', import.meta.url));

export type Operator = (...args: string[]) => Promise<{ code: number; output: string; errors: string }>;

/** Runs the verb with no service named but those given, and no settings of this machine. */
export function operator(services: Record<string, string>): Operator {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NO_COLOR: '1', ...quickNode.environment, ...services };
  return (...args) =>
    new Promise((resolve) => {
      execFile(process.execPath, [...quickNode.execArgv, verb, ...args], { env }, (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
        resolve({ code, output: stripVTControlCharacters(stdout), errors: stripVTControlCharacters(stderr) });
      });
    });
}

/** An installation of its own on the run's Postgres, that nothing runs on. */
export async function installation() {
  const { adminUrl, rolePrefix } = await bareDatabase();
  const secret = randomBytes(16).toString('hex');
  const services = { POSTGRES_URL: adminUrl, ROLE_PREFIX: rolePrefix, ROLE_SECRET: secret };
  return {
    services,
    /** The subgraph's own schema, as the subgraph opens it. */
    open(schema: string): Database {
      const url = roleUrl(adminUrl, schema, { secret, rolePrefix });
      const database = openDatabase({ url, schema, pool: { ...defaultPoolSettings, max: 2 } });
      onFileEnd(() => database.close());
      return database;
    },
  };
}
