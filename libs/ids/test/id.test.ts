import { expect, test } from 'vitest';
import { fromUuid, newId, parseId, prefixOf, retype, toUuid } from '../src/index.ts';

test('an id tells its type and survives the way through its uuid', () => {
  const id = newId('post');
  expect(prefixOf(id)).toBe('post');
  expect(fromUuid('post', toUuid(id))).toBe(id);
});

test('ids order by their time, as text and as uuid', async () => {
  const first = newId('post');
  const start = Date.now();
  while (Date.now() <= start);
  const second = newId('post');
  expect(first < second).toBe(true);
  expect(toUuid(first) < toUuid(second)).toBe(true);
});

test('only the canonical form of the right type parses', () => {
  const id = newId('post');
  expect(parseId('post', id)).toBe(id);
  expect(parseId('user', id)).toBeUndefined();
  for (const text of [
    '',
    'post_',
    id.toUpperCase(),
    `${id}0`,
    id.slice(0, -1),
    `post_8${id.slice(6)}`,
    `post_${'l'.repeat(26)}`,
    toUuid(id),
    `${id} `,
  ]) {
    expect(parseId('post', text)).toBeUndefined();
  }
});

test('a viewer is its user seen from inside', () => {
  const user = newId('user');
  expect(toUuid(retype(user, 'viewer'))).toBe(toUuid(user));
});
