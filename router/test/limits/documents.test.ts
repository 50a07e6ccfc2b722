import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/index.ts';
import { Documents } from '../../src/request/documents.ts';

const schema = buildSchema(`
  type Query { logIn(name: String, password: String): LogIn }
  type LogIn { viewer: Viewer errors: [Error!]! session: Session }
  type Viewer { id: ID } type Error { message: String } type Session { accessToken: String refreshToken: String }
`);

it('lets a thousand aliased log-ins through to whoever counts them', () => {
  const one = (i: number) =>
    `a${i}: logIn(name: "n", password: "p") { viewer { id } session { accessToken refreshToken } errors { message } }`;
  const text = `{ ${Array.from({ length: 1_000 }, (_, i) => one(i)).join(' ')} }`;
  expect(new Documents(schema, defaultSettings).read(text)).toHaveProperty('document');
});

it.each([
  ['of many tokens', `{ ${'logIn '.repeat(60_000)} }`],
  ['nested deeper than the stack', '{ logIn '.repeat(24_000)],
  ['of the same field over and over', `{ logIn { ${'errors { message } '.repeat(11_000)} } }`],
  ['of many fragments', Array.from({ length: 8_000 }, (_, i) => `fragment F${i} on Query { a }`).join(' ')],
])('turns a document %s away in no time', (_, text) => {
  const documents = new Documents(schema, defaultSettings);
  const started = process.cpuUsage();
  expect(documents.read(text)).toHaveProperty('errors');
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(300);
});

it('keeps what is good, as far as there is room', () => {
  const documents = new Documents(schema, { ...defaultSettings, documentCacheLength: 50 });
  const read = (text: string) => (documents.read(text) as { document: object }).document;
  const good = '{ logIn { viewer { id } } }';
  const first = read(good);
  expect(documents.read('{ nonsense }')).toHaveProperty('errors');
  expect(read(good)).toBe(first);
  read('{ logIn { errors { message } } }');
  expect(read(good)).not.toBe(first);
});

it('hides the schema when told to, and does not spell it out for those who guess', () => {
  const documents = new Documents(schema, { ...defaultSettings, introspection: false });
  const guess = documents.read('{ logIm { viewer { id } } }');
  expect(guess).toMatchObject({ errors: [{ message: 'Cannot query field "logIm" on type "Query".' }] });
  expect(documents.read('{ __schema { types { name } } }')).toHaveProperty('errors');
  expect(documents.read('{ logIn { __typename } }')).toHaveProperty('document');
});
