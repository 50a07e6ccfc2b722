import { expect, test } from 'vitest';
import { liveCursor, parseLiveCursor } from '../src/index.ts';

test('a live cursor stands for a sequence of its channel', () => {
  expect(parseLiveCursor('comments:post_1', liveCursor('comments:post_1', 42))).toBe(42);
});

test.each([
  ['of another channel', liveCursor('comments:post_2', 42)],
  ['malformed', 'nonsense'],
  ['negative', liveCursor('comments:post_1', -1)],
])('a cursor that is %s is BAD_CURSOR', (_, cursor) => {
  expect(() => parseLiveCursor('comments:post_1', cursor)).toThrow(
    expect.objectContaining({ extensions: { code: 'BAD_CURSOR' } }),
  );
});
