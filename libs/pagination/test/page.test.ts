import { newId } from '@ursa/ids';
import { expect, test } from 'vitest';
import type { PageArgs } from '../src/index.ts';
import { connection, idPart, instant, integer, keyOf, parsePage, text } from '../src/index.ts';

const key = keyOf(instant, idPart('post'));
const list = 'posts:user_1:newest';
const parse = (args: PageArgs) => parsePage(args, { list, key });
const row = { at: new Date('2026-01-02T03:04:05.678Z'), id: newId('post') };
const cursorOf = (list: string) => {
  const page = parsePage({}, { list, key });
  const slice = { rows: [row], more: false };
  return connection(slice, page, { key: ({ at, id }) => [at, id] }).pageInfo.endCursor ?? '';
};
const codeOf = (parsing: () => unknown): unknown => {
  try {
    return parsing();
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('without arguments a page is the first 20', () => {
  expect(parse({})).toMatchObject({ direction: 'forward', size: 20 });
  expect(parse({ first: null, after: null, last: null, before: null })).toMatchObject({ size: 20 });
});

test('a cursor stands for the key of its row, to the millisecond', () => {
  const cursor = cursorOf(list);
  expect(parse({ after: cursor }).after).toEqual([row.at, row.id]);
  expect(parse({ last: 3, before: cursor })).toMatchObject({
    direction: 'backward',
    size: 3,
    before: [row.at, row.id],
  });
});

test.each<[string, PageArgs]>([
  ['both directions', { first: 1, last: 1 }],
  ['a negative size', { first: -1 }],
  ['a negative size from the end', { last: -1 }],
  ['a size beyond the bound', { first: 101 }],
  ['a size beyond the bound from the end', { last: 101 }],
  ['half a row', { first: 1.5 }],
])('%s is BAD_USER_INPUT', (_, args) => {
  expect(codeOf(() => parse(args))).toBe('BAD_USER_INPUT');
});

test('the bounds themselves are fine', () => {
  expect(parse({ first: 0 }).size).toBe(0);
  expect(parse({ last: 100 }).size).toBe(100);
});

const tag = JSON.parse(Buffer.from(cursorOf(list), 'base64url').toString())[0];
test.each([
  ['empty', ''],
  ['no base64', '%%%'],
  ['no JSON', Buffer.from('hello').toString('base64url')],
  ['no list', encoded({})],
  ['of another list', cursorOf('posts:user_2:newest')],
  ['too short', encoded([tag])],
  ['too long', encoded([tag, row.at.getTime(), row.id, 1])],
  ['with a moment that is none', encoded([tag, 'yesterday', row.id])],
  ['with a moment out of range', encoded([tag, 9e15, row.id])],
  ['with an id of another type', encoded([tag, row.at.getTime(), newId('user')])],
  ['with an id that is malformed', encoded([tag, row.at.getTime(), 'post_nonsense'])],
  ['endless', 'A'.repeat(100_000)],
])('a cursor that is %s is BAD_CURSOR', (_, cursor) => {
  expect(codeOf(() => parse({ after: cursor }))).toBe('BAD_CURSOR');
  expect(codeOf(() => parse({ before: cursor }))).toBe('BAD_CURSOR');
});

test('a text in a cursor is one that Postgres takes', () => {
  const names = keyOf(text, integer);
  const decode = (...parts: unknown[]) => names.decode(parts);
  expect(decode('Ada', 1)).toEqual(['Ada', 1]);
  expect(decode('a\0', 1)).toBeUndefined();
  expect(decode('\ud800', 1)).toBeUndefined();
  expect(decode('Ada', 2 ** 60)).toBeUndefined();
});
