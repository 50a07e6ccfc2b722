import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'vitest';

/** What docs/errors.md lists: codes of errors, and types of UserErrors. */
const documented = new Set(
  readFileSync(resolve(import.meta.dirname, '../../../docs/errors.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, word]) => word)),
);

/** Traces of what is inside: stacks, files, statements, tables, services, and who answers what. */
const internals = [
  /\n\s+at /,
  /stack(trace)?"/i,
  /node:|node_modules|\.[jt]s\b/,
  /\b(select|insert|update|delete)\b.+\b(from|into|set|where)\b/i,
  /postgres|drizzle|amqp|rabbit|redis|ioredis|econn|argon2|constraint|relation "/i,
  /serviceName|TypeError|RangeError|ReferenceError/,
];

/** Fails when an answer tells anything about the inside. */
export function expectNothingInternal(answer: unknown): void {
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
  for (const trace of internals) expect(text).not.toMatch(trace);
}

interface Told {
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[] | undefined;
}

/** The code of an answer's only error; fails when it is not documented or tells too much. */
export function codeOf(answer: Told): unknown {
  expectNothingInternal(answer);
  expect(answer.errors, JSON.stringify(answer)).toHaveLength(1);
  const code = answer.errors?.[0]?.extensions?.['code'];
  expect(documented).toContain(code);
  return code;
}

export interface Refusal {
  __typename: string;
  path: readonly string[] | null;
  message: string;
}

/** The UserErrors of a mutation that had no effect, as `Type path`; fails when one is not documented or tells too much. */
export function refusalsOf(answer: Told & { data: Record<string, Record<string, unknown>> }): string[] {
  expectNothingInternal(answer);
  expect(answer.errors, JSON.stringify(answer)).toBeUndefined();
  const [payload = {}] = Object.values(answer.data);
  const { errors, ...entities } = payload;
  for (const entity of Object.values(entities)) expect(entity).toBeNull();
  return (errors as Refusal[]).map(({ __typename, path, message }) => {
    expect(documented).toContain(__typename);
    expect(message).not.toBe('');
    return path === null ? __typename : `${__typename} ${path.join('.')}`;
  });
}
