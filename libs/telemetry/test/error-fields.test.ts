import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLog } from '../src/index.ts';

/** As drizzle throws it. */
class QueryError extends Error {
  readonly query = 'insert into accounts (email, hash) values ($1, $2)';
  readonly params = ['ada@example.org', '$argon2id$v=19\nover two lines'];
  constructor() {
    super(
      `Failed query: insert into accounts (email, hash) values ($1, $2)\nparams: ada@example.org,$argon2id$v=19\nover two lines`,
    );
  }
}

test.each([
  ['thrown as it is', new QueryError()],
  ['wrapped', new Error('signUp failed', { cause: new QueryError() })],
])('the values of a failed statement are not logged: %s', (_, error) => {
  let written = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += chunk;
      done();
    },
  });
  createLog({ name: 'test', pretty: false, stream }).error({ err: error }, 'failed');
  expect(written).toContain('insert into accounts (email, hash) values ($1, $2)');
  expect(written).toContain('error-fields.test.ts');
  expect(written).not.toMatch(/ada@|argon2id|two lines/);
});
