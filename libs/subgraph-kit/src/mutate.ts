import { transact } from '@ursa/database';
import type { Call } from '@ursa/idempotency';
import { inTurn, once } from '@ursa/idempotency';
import { failpoint } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import type { Context } from './execution/context.ts';

/** Carries a failure out of a transaction, which it undoes. */
class Undone extends Error {
  readonly outcome: Outcome<never>;
  constructor(outcome: Outcome<never>) {
    super('undone');
    this.outcome = outcome;
  }
}

/**
 * Runs a mutation once for its key, in one transaction that a failure undoes as a whole. `run` gets the context
 * inside the transaction; afterwards the loaders of `context` are fresh.
 */
export async function mutate<Ctx extends Context, Value>(
  context: Ctx,
  call: Call,
  run: (context: Ctx) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const attempt = () =>
    transact(context.db, async (tx) => {
      const outcome = await once(tx, call, (inner) => run(context.within(inner)));
      if (!outcome.ok) throw new Undone(outcome);
      failpoint('mutation.before-commit');
      return outcome;
    });
  try {
    const outcome = await (call.key === undefined
      ? attempt()
      : inTurn(context.db, `${call.scope} ${call.key}`, attempt));
    failpoint('mutation.after-commit');
    return outcome;
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  } finally {
    context.renewLoaders();
  }
}
