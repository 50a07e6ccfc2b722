import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Fixture } from './fixture.ts';
import { createFixture, removeTemplate } from './fixture.ts';

const pets = 'subgraphs/pets/schema.graphql';
let workspace: Fixture;

beforeEach(async () => {
  workspace = await createFixture();
});

afterEach(() => rmSync(workspace.root, { recursive: true }));

afterAll(removeTemplate);

test('a composed workspace passes the check', async () => {
  const { ok, output } = await workspace.run('compose', '--check');
  expect(output).toContain('2 subgraphs compose: pets, vets');
  expect(ok).toBe(true);
});

test('compose writes the supergraph, the API and the event catalogue', () => {
  expect(workspace.read('schema/supergraph.graphql')).toContain('join__Graph');
  expect(workspace.read('schema/api.graphql')).toMatch(
    /type Pet implements Node \{[^}]*nextVisitAt: DateTime/,
  );
  expect(JSON.parse(workspace.read('schema/events.asyncapi.json'))).toMatchObject({ asyncapi: '3.0.0' });
});

test('files that were edited by hand are drift', async () => {
  const files = [
    'schema/api.graphql',
    'schema/supergraph.graphql',
    'schema/events.asyncapi.json',
    'subgraphs/pets/src/generated/schema.graphql',
  ];
  for (const file of files) workspace.write(file, `${workspace.read(file)}\n`);
  const { ok, output } = await workspace.run('compose', '--check');
  expect(ok).toBe(false);
  for (const file of files) expect(output).toContain(file);
});

test('a schema that changed after composing is drift', async () => {
  workspace.edit(pets, 'name: String!', 'name: String!\n  "How it is called at home."\n  nickname: String');
  const { ok, output } = await workspace.run('compose', '--check');
  expect(ok).toBe(false);
  expect(output).toContain('schema/api.graphql');
});

test('a missing file is drift', async () => {
  rmSync(join(workspace.root, 'schema/api.graphql'));
  expect((await workspace.run('compose', '--check')).ok).toBe(false);
});

test.each([
  ['a member without a description', '  "What it is called."\n', '', 'require-description'],
  [
    'an enum value in lower case',
    'bornAt: DateTime',
    'kind: Kind\n}\n\n"A kind."\nenum Kind {\n  "A cat."\n  cat',
    'naming-convention',
  ],
  [
    'an edge type without the suffix',
    'bornAt: DateTime',
    'vets: VetConnection\n}\n\n"Vets."\ntype VetConnection {\n  "Each."\n  edges: [VetOnPage!]!\n  "Page."\n  pageInfo: PageInfo!\n}\n\n"One."\ntype VetOnPage {\n  "Where."\n  cursor: String!\n  "Which."\n  node: Pet',
    'relay-edge-types',
  ],
  ['a list of entities', 'bornAt: DateTime', 'friends: [Pet!]!', 'growing-lists'],
  [
    'a deprecation without a date',
    'bornAt: DateTime',
    'bornAt: DateTime @deprecated(reason: "No.")',
    'require-deprecation-date',
  ],
])('%s fails the lint', async (_, from, to, rule) => {
  workspace.edit(pets, from, to);
  await workspace.run('compose');
  const { ok, output } = await workspace.run('compose', '--check');
  expect(output).toContain(rule);
  expect(output).not.toContain('Run `npx pnpm@12 compose`');
  expect(ok).toBe(false);
});

test('a breaking change fails unless it is listed with its reason', async () => {
  await workspace.run('compose', '--release');
  expect((await workspace.run('compose', '--check')).ok).toBe(true);

  workspace.edit(pets, '  "When it was born."\n  bornAt: DateTime\n', '');
  await workspace.run('compose');
  const broken = await workspace.run('compose', '--check');
  expect(broken.ok).toBe(false);
  expect(broken.output).toContain('FIELD_REMOVED Pet.bornAt');

  workspace.write(
    'schema/intended-changes.yaml',
    '- { type: FIELD_REMOVED, path: Pet.bornAt, reason: Nobody knows it for sure. }\n',
  );
  expect((await workspace.run('compose', '--check')).ok).toBe(true);
});

test('a listed change that does not happen fails', async () => {
  await workspace.run('compose', '--release');
  workspace.write(
    'schema/intended-changes.yaml',
    '- { type: FIELD_REMOVED, path: Pet.name, reason: It was meant to go. }\n',
  );
  const { ok, output } = await workspace.run('compose', '--check');
  expect(ok).toBe(false);
  expect(output).toContain('does not happen');
});

test('an intended change needs a reason', async () => {
  await workspace.run('compose', '--release');
  workspace.write('schema/intended-changes.yaml', '- { type: FIELD_REMOVED, path: Pet.name }\n');
  const { ok, output } = await workspace.run('compose', '--check');
  expect(ok).toBe(false);
  expect(output).toContain('reason');
});

test('a harmless addition after a release passes', async () => {
  await workspace.run('compose', '--release');
  workspace.edit(pets, 'name: String!', 'name: String!\n  "How it is called at home."\n  nickname: String');
  await workspace.run('compose');
  expect((await workspace.run('compose', '--check')).ok).toBe(true);
});

test('subgraphs that do not fit together are named, and nothing is written', async () => {
  const before = workspace.read('schema/supergraph.graphql');
  workspace.edit('subgraphs/vets/schema.graphql', 'nextVisitAt: DateTime', 'name: Int');
  const { ok, output } = await workspace.run('compose');
  expect(ok).toBe(false);
  expect(output).toContain('Pet.name');
  expect(output).not.toContain('    at ');
  expect(workspace.read('schema/supergraph.graphql')).toBe(before);
});

test('a schema that does not parse is one sentence', async () => {
  workspace.edit(pets, 'type Query {', 'type Query {{');
  const { ok, output } = await workspace.run('compose');
  expect(ok).toBe(false);
  expect(output).toContain('Syntax Error');
  expect(output).not.toContain('    at ');
});

test('--help says what it does; an unknown option is refused', async () => {
  const help = await workspace.run('compose', '--help');
  expect(help.ok).toBe(true);
  expect(help.output).toContain('--check');
  expect((await workspace.run('compose', '--chekc')).ok).toBe(false);
});
