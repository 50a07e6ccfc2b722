import type { Failure, Outcome } from '@ursa/outcome';

const typenames = {
  validation: 'ValidationError',
  'not-found': 'NotFoundError',
  forbidden: 'ForbiddenError',
  conflict: 'ConflictError',
  'rate-limited': 'RateLimitedError',
} as const satisfies Record<Failure['kind'], string>;

/** A failure as the schema says it: one of the five types that implement `UserError`. */
export type UserErrorModel =
  | {
      __typename: 'ValidationError' | 'NotFoundError' | 'ForbiddenError' | 'ConflictError';
      message: string;
      path: string[] | null;
    }
  | { __typename: 'RateLimitedError'; message: string; path: string[] | null; retryAfter: number };

/** The schema's word for a failure. */
export function userError(failure: Failure): UserErrorModel {
  const path = failure.path?.length ? [...failure.path] : null;
  if (failure.kind === 'rate-limited') {
    const { message, retryAfter } = failure;
    return { __typename: typenames[failure.kind], message, path, retryAfter };
  }
  return { __typename: typenames[failure.kind], message: failure.message, path };
}

/** A mutation's payload: its entity under its own name, and the errors. */
export type Payload<Name extends string, Entity> = { [K in Name]: Entity | null } & {
  errors: UserErrorModel[];
};

/**
 * The payload of a mutation that answers one entity.
 * @example payload('post', await createPost(…), (post) => post) // { post, errors: [] }
 */
export function payload<Name extends string, Value>(
  name: Name,
  outcome: Outcome<Value>,
): Payload<NoInfer<Name>, NoInfer<Value>>;
export function payload<Name extends string, Value, Entity>(
  name: Name,
  outcome: Outcome<Value>,
  entityOf: (value: Value) => Entity,
): Payload<NoInfer<Name>, NoInfer<Entity>>;
export function payload(name: string, outcome: Outcome<unknown>, entityOf = (value: unknown) => value) {
  return outcome.ok
    ? { [name]: entityOf(outcome.value), errors: [] }
    : { [name]: null, errors: outcome.failures.map(userError) };
}

/**
 * The payload of a mutation that answers several fields; without an outcome they are all null.
 * @example payloadOf(outcome, ({ viewer, session }) => ({ viewer, session }))
 */
export function payloadOf<Value, Fields extends object>(
  outcome: Outcome<Value>,
  fieldsOf: (value: Value) => Fields,
): Partial<Fields> & { errors: UserErrorModel[] } {
  if (outcome.ok) return { ...fieldsOf(outcome.value), errors: [] };
  return { errors: outcome.failures.map(userError) } as unknown as Partial<Fields> & {
    errors: UserErrorModel[];
  };
}
