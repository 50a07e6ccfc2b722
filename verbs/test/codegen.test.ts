import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Fixture } from './fixture.ts';
import { createFixture, removeTemplate } from './fixture.ts';

const petTypes = 'subgraphs/pets/src/generated/resolvers.ts';
let workspace: Fixture;

beforeEach(async () => {
  workspace = await createFixture();
});

afterEach(() => rmSync(workspace.root, { recursive: true }));

afterAll(removeTemplate);

test('generated code is up to date after codegen', async () => {
  expect((await workspace.run('codegen', '--check')).ok).toBe(true);
});

test('a generated file that was edited is drift', async () => {
  workspace.write(petTypes, `${workspace.read(petTypes)}\n`);
  const { ok, output } = await workspace.run('codegen', '--check');
  expect(ok).toBe(false);
  expect(output).toContain(petTypes);
});

test('a moment is a Date, an entity of another subgraph is a reference', () => {
  expect(workspace.read(petTypes)).toContain('DateTime: { input: Date; output: Date; }');
  expect(workspace.read('subgraphs/vets/src/generated/resolvers.ts')).toContain("EntityReference<'Pet'>");
});

test('codegen.ts and context.ts say what resolvers get', async () => {
  workspace.write('subgraphs/pets/codegen.ts', "export const mappers = { Pet: '../pet.ts#PetRow' };\n");
  workspace.write('subgraphs/pets/src/context.ts', 'export type PetsContext = { viewer: string };\n');
  await workspace.run('codegen');
  const types = workspace.read(petTypes);
  expect(types).toContain("import type { PetRow } from '../pet.ts'");
  expect(types).toContain("import type { PetsContext } from '../context.ts'");
  expect(types).toContain('Pet: ResolverTypeWrapper<PetRow>');
});

test('a scalar that nobody mapped fails', async () => {
  workspace.edit('subgraphs/pets/schema.graphql', 'bornAt: DateTime', 'weight: Kilograms');
  workspace.edit(
    'subgraphs/pets/schema.graphql',
    '"An animal',
    '"A weight."\nscalar Kilograms\n\n"An animal',
  );
  const { ok, output } = await workspace.run('codegen');
  expect(ok).toBe(false);
  expect(output).toContain('Kilograms');
});

test('the nodes subgraph knows every Node and its owner', async () => {
  workspace.edit(
    'supergraph.yaml',
    '  vets:',
    `  nodes:
    routing_url: http://localhost:4203
    schema: { file: subgraphs/nodes/src/generated/schema.graphql }
  vets:`,
  );
  const root = '"What can be read."\ntype Query {\n  "It."\n  node("Its id." id: ID!): Node\n}\n';
  workspace.write('subgraphs/nodes/schema.graphql', root);
  await workspace.run('codegen');
  await workspace.run('compose');
  expect(workspace.read('subgraphs/nodes/src/generated/owners.ts')).toContain(
    "pet: { typename: 'Pet', subgraph: 'pets' }",
  );
  expect(workspace.read('schema/api.graphql')).toMatch(/type Query \{[^}]*node\([^)]*\): Node/);
  expect((await workspace.run('compose', '--check')).ok).toBe(true);
});

test('two owners of one type are refused', async () => {
  workspace.edit(
    'subgraphs/vets/schema.graphql',
    'extend type Pet @key',
    '"A pet."\ntype Pet implements Node @key',
  );
  const { ok, output } = await workspace.run('codegen');
  expect(ok).toBe(false);
  expect(output).toContain('Pet is defined by pets and by vets');
});
