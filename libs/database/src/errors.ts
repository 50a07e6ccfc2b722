interface PgError extends Error {
  code: string;
  constraint?: string;
}

const isPgError = (error: unknown): error is PgError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** drizzle wraps what pg throws, so the Postgres error is looked for along the chain of causes. */
function pgError(error: unknown): PgError | undefined {
  for (let link = error; link instanceof Error; link = link.cause) {
    if (isPgError(link)) return link;
  }
  return undefined;
}

/** The SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) or system code behind an error. */
export function pgErrorCode(error: unknown): string | undefined {
  return pgError(error)?.code;
}

/** Whether a statement failed because a row with this key is there already, by this constraint if it is named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const cause = pgError(error);
  return cause?.code === '23505' && (constraint === undefined || cause.constraint === constraint);
}
