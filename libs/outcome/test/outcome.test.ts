import { expect, test } from 'vitest';
import { notFound, rateLimited } from '../src/index.ts';

test('a rate limit says whole seconds, at least one', () => {
  expect(rateLimited(0.2)).toMatchObject({
    retryAfter: 1,
    message: 'Too many attempts. Try again in 1 second.',
  });
  expect(rateLimited(61.5)).toMatchObject({ retryAfter: 62 });
});

test('a failure without a place carries no path at all', () => {
  expect(notFound('post')).not.toHaveProperty('path');
});
