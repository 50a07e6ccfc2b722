import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { loadSupergraph } from '../../src/engine/supergraph.ts';
import { defaultSettings } from '../../src/index.ts';
import { Demand } from '../../src/protection/demand/demand.ts';
import { selectedFields } from '../../src/protection/selected-field.ts';

const file = join(import.meta.dirname, '../../../schema/supergraph.graphql');
const loaded = loadSupergraph(readFileSync(file, 'utf8'));
const { maxCost } = defaultSettings.demand;
const demand = new Demand(loaded, { ...defaultSettings.demand, maxCost: 0 });

function costOf(text: string): number {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation.');
  return demand.estimate(operation, selectedFields(loaded.clientSchema, document, operation), {});
}

it.each([
  [
    'a feed page of a hundred posts',
    `{ viewer { feed(first: 100) { nodes { reason post { body author { displayName } media { url alt width height }
       reactionCount reactionCounts { kind count } viewerReaction commentCount
       comments(first: 2) { nodes { body author { displayName } } } } } } } }`,
  ],
  [
    'a post page with a hundred comments',
    `{ post(id: "x") { body author { displayName } comments(first: 100) { liveCursor edges { cursor node { body
       author { displayName } replyCount replies(first: 3) { nodes { body author { displayName } } } } } } } }`,
  ],
  [
    'a hundred people with their posts',
    '{ user(username: "x") { followers(first: 100) { nodes { displayName posts(first: 5) { nodes { body } } } } } }',
  ],
])('%s costs a tenth of what an operation may at most', (_, text) => {
  expect(costOf(text)).toBeLessThan(maxCost / 10);
});

it.each([
  [
    'followers of followers of followers',
    '{ user(username: "x") { followers(first: 100) { nodes { followers(first: 100) { nodes { followers(first: 100) { nodes { id } } } } } } } }',
  ],
  [
    'two thousand pages at once',
    `{ ${Array.from({ length: 2_000 }, (_, at) => `a${at}: explore(first: 100) { nodes { post { id } } }`).join(' ')} }`,
  ],
])('%s cost more than an operation may', (_, text) => {
  expect(costOf(text)).toBeGreaterThan(maxCost);
});

it('a thousand log-ins in one operation still reach identity, which counts them', () => {
  const text = Array.from(
    { length: 1_000 },
    (_, at) =>
      `a${at}: logIn(input: { identifier: "n", password: "p" }) { viewer { id } session { accessToken } errors { message } }`,
  );
  expect(costOf(`mutation { ${text.join(' ')} }`)).toBeLessThan(maxCost);
});
