import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done } from '@ursa/outcome';
import type { Context } from './execution/context.ts';
import { mutate } from './mutate.ts';
import type { Payload } from './payload.ts';
import { payload } from './payload.ts';
import { requireViewer } from './viewer.ts';

/** What a mutation does, for whom, in which transaction. */
export interface MutationScope<Input, Ctx> {
  readonly viewer: UserId;
  readonly input: Input;
  /** The one transaction of this mutation: every statement of it goes here, the event last. */
  readonly tx: Tx;
  /** The context inside the transaction: its `db` is `tx`, and its loaders see what was written. */
  readonly context: Ctx;
}

/** A mutation that somebody logged in makes, on one entity. */
export interface ViewerMutation<Name extends string, Input, Ctx, Result, Entity> {
  /** The mutation's field name; one `clientMutationId` serves one mutation. */
  readonly name: string;
  /** The payload's field. */
  readonly entity: Name;
  /** The effect. Its value must survive JSON: it is what a repeated call gets; usually the entity's id. */
  readonly run: (scope: MutationScope<Input, Ctx>) => Promise<Outcome<Result>>;
  /** Reads the entity for the answer, after the commit, with fresh loaders. */
  readonly answer: (result: Result, context: Ctx) => Entity | Promise<Entity>;
}

/**
 * The resolver of a mutation that somebody logged in makes: one transaction that holds the effect, its event
 * and its `clientMutationId`; a failure undoes all of it.
 */
export function viewerMutation<
  Name extends string,
  Input extends { clientMutationId?: string | null | undefined },
  Ctx extends Context,
  Result,
  Entity,
>(mutation: ViewerMutation<Name, Input, Ctx, Result, Entity>) {
  const { name, entity, run, answer } = mutation;
  return async (_parent: unknown, args: { input: Input }, context: Ctx): Promise<Payload<Name, Entity>> => {
    const viewer = requireViewer(context);
    const { input } = args;
    const key = input.clientMutationId ?? undefined;
    const call = { scope: viewer, key, mutation: name, input };
    const outcome = await mutate(context, call, (inner) =>
      run({ viewer, input, tx: inner.db, context: inner }),
    );
    if (!outcome.ok) return payload<Name, Entity>(entity, outcome);
    const value = await answer(outcome.value, context);
    return payload<Name, Entity>(entity, done(value));
  };
}
