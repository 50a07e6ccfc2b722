import { SetupError } from '@ursa/setup';
import type pg from 'pg';
import { pgErrorCode } from './errors.ts';

/** What PostgreSQL brings along and subgraphs use: similarity of words, for searches with typos. */
const extensions = ['pg_trgm'] as const;

const notAvailable = ['0A000', '58P01', '22023'];

/**
 * Puts the extensions into a schema of their own, `extensions`, that everybody may use and nobody changes. A database
 * has an extension once, so no subgraph may own it; statements name the schema, as it is on no search path.
 * @throws SetupError when the server does not have one.
 */
export async function ensureExtensions(client: pg.Client): Promise<void> {
  await client.query('create schema if not exists extensions');
  await client.query('grant usage on schema extensions to public');
  for (const extension of extensions) {
    try {
      await client.query(`create extension if not exists ${extension} schema extensions`);
    } catch (error) {
      if (!notAvailable.includes(pgErrorCode(error) ?? '')) throw error;
      throw new SetupError(`PostgreSQL lacks ${extension}: install its contrib package.`, { cause: error });
    }
    await requirePlace(client, extension);
  }
}

/** Somebody may have put it elsewhere before; moving it is not for us, others may rely on where it is. */
async function requirePlace(client: pg.Client, extension: string): Promise<void> {
  const { rows } = await client.query<{ place: string }>(
    'select extnamespace::regnamespace::text as place from pg_extension where extname = $1',
    [extension],
  );
  const place = rows[0]?.place;
  if (place === 'extensions') return;
  throw new SetupError(
    `${extension} is in the schema ${place} of this database: alter extension ${extension} set schema extensions.`,
  );
}
