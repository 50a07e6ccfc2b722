import { hash } from 'node:crypto';
import type { Tx } from '@ursa/database';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed, invalid } from '@ursa/outcome';
import { sql } from 'drizzle-orm';

/** Which call of which mutation this is. */
export interface Call {
  /** Whose key it is: the viewer's id. */
  readonly scope: string;
  /** The client's `clientMutationId`; undefined: the call is not protected. */
  readonly key: string | undefined;
  readonly mutation: string;
  /** The mutation's input; must survive JSON. */
  readonly input: unknown;
}

/** Longest `clientMutationId`, in characters. */
export const maxKeyLength = 100;

/**
 * Runs a mutation once for its key, within the mutation's own transaction: a repeated call gets the first
 * answer and has no effect. Calls that arrive together wait for the first of them to commit. Another input or
 * mutation under the same key is a conflict. A failure is not kept: the same key may be tried again.
 * The value of `run` must survive JSON, as that is what a repeated call gets.
 */
export async function once<Value>(
  tx: Tx,
  call: Call,
  run: (tx: Tx) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  if (call.key === undefined) return run(tx);
  if (call.key.length === 0 || call.key.length > maxKeyLength || call.key.includes('\0')) {
    return failed(invalid(['clientMutationId'], `Must be 1 to ${maxKeyLength} characters long.`));
  }
  const digest = digestOf(call.input);
  if (!(await claim(tx, call, digest))) return replay<Value>(tx, call, digest);
  const outcome = await run(tx);
  if (outcome.ok) await keep(tx, call, outcome.value);
  else await release(tx, call);
  return outcome;
}

// The unique index makes parallel callers wait here for whoever came first. A key past its day is taken anew.
async function claim(tx: Tx, { scope, key, mutation }: Call, digest: Buffer): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    insert into mutation_keys as known (scope, key, mutation, input_hash)
    values (${scope}, ${key}, ${mutation}, ${digest})
    on conflict (scope, key) do update
      set mutation = excluded.mutation, input_hash = excluded.input_hash, result = null, created_at = now()
      where known.created_at < now() - interval '24 hours'
    returning 1`);
  return rows.length === 1;
}

async function replay<Value>(
  tx: Tx,
  { scope, key, mutation }: Call,
  digest: Buffer,
): Promise<Outcome<Value>> {
  const { rows } = await tx.execute<{ same: boolean; result: Value }>(sql`
    select mutation = ${mutation} and input_hash = ${digest} as same, result
    from mutation_keys where scope = ${scope} and key = ${key}`);
  const [first] = rows;
  if (first?.same) return done(first.result);
  return failed(conflict('This clientMutationId was used for something else.', ['clientMutationId']));
}

async function keep(tx: Tx, { scope, key }: Call, value: unknown): Promise<void> {
  const result = JSON.stringify(value ?? null);
  await tx.execute(
    sql`update mutation_keys set result = ${result}::jsonb where scope = ${scope} and key = ${key}`,
  );
}

async function release(tx: Tx, { scope, key }: Call): Promise<void> {
  await tx.execute(sql`delete from mutation_keys where scope = ${scope} and key = ${key}`);
}

function digestOf(input: unknown): Buffer {
  return hash('sha256', JSON.stringify(sorted(input)) ?? 'null', 'buffer');
}

// The same input may come with its fields in another order. A Date or URL knows its own JSON.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}
