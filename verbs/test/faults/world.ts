import { defaultPoolSettings, migrate, openDatabase, provision, roleUrl } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { bareDatabase } from '@ursa/testkit';
import pg from 'pg';
import { loadSubgraphs } from '../../host/subgraphs.ts';
import { names } from './cast.ts';
import { ledgerTable } from './ledger.ts';

/** People whom all of them know. */
export const people: readonly UserId[] = Array.from({ length: 4 }, () => newId('user'));

/** A database of one experiment. */
export interface World {
  readonly adminUrl: string;
  readonly databaseUrls: Readonly<Record<string, string>>;
}

const secret = 'of the experiments';

/** Makes the tables once; what it returns gives each experiment a copy of its own. */
export async function prepareWorlds(root: string): Promise<() => Promise<World>> {
  const { adminUrl, rolePrefix } = await bareDatabase();
  const roles = { secret, rolePrefix };
  await provision({ adminUrl, schemas: names, ...roles });
  const definitions = await loadSubgraphs(root);
  for (const name of names) {
    const url = roleUrl(adminUrl, name, roles);
    const database = openDatabase({ url, schema: name, pool: { ...defaultPoolSettings, max: 1 } });
    const folder = definitions.find((definition) => definition.name === name)?.migrations;
    if (!folder) throw new Error(`${name} has no tables.`);
    await migrate(database, { folder });
    await database.pool.query(ledgerTable(name));
    for (const [at, id] of people.entries()) {
      const person = [toUuid(id), `person_${at}`];
      await database.pool.query('insert into people values ($1, $2, false, 1)', person);
    }
    await database.close();
  }
  const template = new URL(adminUrl).pathname.slice(1);
  return async () => {
    const { adminUrl } = await bareDatabase(template);
    // The right to connect belongs to a database and is not copied with it.
    await provision({ adminUrl, schemas: names, ...roles });
    return {
      adminUrl,
      databaseUrls: Object.fromEntries(names.map((name) => [name, roleUrl(adminUrl, name, roles)])),
    };
  };
}

/** Asks an experiment's database as nobody who takes part in it. */
export async function withAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
