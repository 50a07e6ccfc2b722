import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { withClient } from './admin.ts';
import { pgErrorCode } from './errors.ts';
import { ensureExtensions } from './extensions.ts';
import type { RoleOptions } from './role.ts';
import { roleName, rolePassword } from './role.ts';

export interface Provision extends RoleOptions {
  /** Superuser, or a role with CREATEROLE that owns the database. */
  adminUrl: string;
  /** The subgraphs' schemas in this database. */
  schemas: readonly string[];
}

/**
 * Gives every subgraph a schema and a log-in role that owns it and can reach no other. Repeatable, and safe to
 * run at once for the same and for side-by-side databases of one server.
 * @throws SetupError when the server cannot be reached.
 */
export async function provision({ adminUrl, schemas, secret, rolePrefix }: Provision): Promise<void> {
  await withClient(adminUrl, async (client) => {
    // Advisory locks reach as far as the database: this one orders the provisioning of this database only.
    await client.query(`select pg_advisory_lock(hashtextextended('ursa provision', 0))`);
    await closeToPublic(client);
    await ensureExtensions(client);
    for (const schema of schemas) {
      const role = roleName(schema, rolePrefix);
      await ensureRole(client, role, rolePassword(role, secret));
      await ensureSchema(client, schema, role);
    }
  });
}

/** Everybody is a member of PUBLIC: what it may do, every role may do. */
async function closeToPublic(client: pg.Client): Promise<void> {
  await client.query(`do $$ begin
    execute format('revoke all on database %I from public', current_database());
    if to_regnamespace('public') is not null then revoke all on schema public from public; end if;
  end $$`);
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  await unlessRaced(client, `create role ${name} noinherit`, [duplicateObject, uniqueViolation]);
  await unlessRaced(client, `alter role ${name} login password ${pg.escapeLiteral(password)}`, []);
  // An administrator who is no superuser must be a member of a role to give it a schema.
  const { rows } = await client.query<{ super: boolean }>(
    'select rolsuper as super from pg_roles where rolname = current_user',
  );
  if (!rows[0]?.super) await unlessRaced(client, `grant ${name} to current_user`, [uniqueViolation]);
}

async function ensureSchema(client: pg.Client, schema: string, role: string): Promise<void> {
  const [schemaName, ownerName] = [pg.escapeIdentifier(schema), pg.escapeIdentifier(role)];
  await client.query(`create schema if not exists ${schemaName} authorization ${ownerName}`);
  await client.query(`revoke all on schema ${schemaName} from public`);
  await client.query(`do $$ begin
    execute format('grant connect on database %I to %I', current_database(), ${pg.escapeLiteral(role)});
  end $$`);
}

const duplicateObject = '42710';
const uniqueViolation = '23505';
const internalError = 'XX000';

/**
 * Roles belong to the whole server, where no lock of this database orders anything: another database being
 * provisioned may create the same role (then ours is there: `settled`) or change it in the same moment (then again).
 */
async function unlessRaced(client: pg.Client, statement: string, settled: readonly string[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      const code = pgErrorCode(error) ?? '';
      if (settled.includes(code)) return;
      const raced = code === internalError && String(error).includes('tuple concurrently updated');
      if (!raced || attempt === 20) throw error;
      await delay(Math.random() * 20 * attempt);
    }
  }
}
