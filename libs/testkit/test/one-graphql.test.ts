import { createRequire } from 'node:module';
import { GraphQLSchema } from 'graphql';
import { expect, test } from 'vitest';

// graphql refuses schemas made by another copy of itself, and comes as ES modules and as CommonJS.
test('imported and required, graphql is the same copy', () => {
  const required = createRequire(import.meta.url)('graphql') as { GraphQLSchema: unknown };
  expect(required.GraphQLSchema).toBe(GraphQLSchema);
});
