import * as contracts from '@ursa/events/contracts';
import { CommentAdded, PostCreated } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { expect, test } from 'vitest';
import { defineSubgraph } from '../src/index.ts';

const ownEvents = Object.values(contracts).filter(({ owner }) => owner === 'comments');
const base = { schema: 'type Query { a: Int }', resolvers: {} };

test('a subgraph publishes its own events only', () => {
  expect(() => defineSubgraph({ ...base, name: 'posts', publishes: [CommentAdded] })).toThrow(
    'posts publishes CommentAdded, which comments owns.',
  );
});

test('a subgraph consumes what names it', () => {
  const onPostCreated = consumer(PostCreated, async () => {});
  expect(() => defineSubgraph({ ...base, name: 'posts', consumes: [onPostCreated] })).toThrow(
    'posts consumes PostCreated, whose contract does not name it.',
  );
});

test('an event that a subgraph owns and does not publish is found', () => {
  expect(() => defineSubgraph({ ...base, name: 'identity', publishes: [] })).toThrow(
    'identity does not publish AccountCreated, UsernameChanged, which it owns.',
  );
});

test('a consumer that a contract names and nobody wrote is found', () => {
  expect(() => defineSubgraph({ ...base, name: 'comments', publishes: ownEvents, consumes: [] })).toThrow(
    /^comments does not consume .*PostCreated/,
  );
});
