import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ToolResult } from '../run-tool.ts';
import { runTool } from '../run-tool.ts';

/** A small workspace of its own, and the verbs run in it. */
export interface Fixture {
  readonly root: string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** Replaces a text that must be there. */
  edit(path: string, from: string, to: string): void;
  run(verb: 'compose' | 'codegen', ...args: string[]): Promise<ToolResult>;
}

const files = {
  'supergraph.yaml': `
subgraphs:
  pets:
    routing_url: http://localhost:4201
    schema: { file: subgraphs/pets/src/generated/schema.graphql }
  vets:
    routing_url: http://localhost:4202
    schema: { file: subgraphs/vets/src/generated/schema.graphql }
`,
  'subgraphs/pets/schema.graphql': `
"What can be read."
type Query {
  "The pet with this id."
  pet("The pet's id." id: ID!): Pet
}

"An animal that lives with people."
type Pet implements Node @key(fields: "id") {
  "Opaque id."
  id: ID!
  "What it is called."
  name: String!
  "When it was born."
  bornAt: DateTime
}
`,
  'subgraphs/vets/schema.graphql': `
extend type Pet @key(fields: "id") {
  id: ID!
  "When it should see the vet again."
  nextVisitAt: DateTime
}
`,
};

let template: Promise<Fixture> | undefined;

/** A workspace of two subgraphs, composed and generated: everything in it is up to date. */
export async function createFixture(): Promise<Fixture> {
  template ??= createTemplate();
  const copy = fixtureAt(newFolder());
  cpSync((await template).root, copy.root, { recursive: true });
  return copy;
}

/** Removes what {@link createFixture} copies from. */
export async function removeTemplate(): Promise<void> {
  if (template) rmSync((await template).root, { recursive: true });
  template = undefined;
}

async function createTemplate(): Promise<Fixture> {
  const fixture = fixtureAt(newFolder());
  for (const [path, text] of Object.entries(files)) fixture.write(path, text.trimStart());
  await fixture.run('codegen');
  await fixture.run('compose');
  return fixture;
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'ursa-verbs-'));
}

function fixtureAt(root: string): Fixture {
  return {
    root,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    edit(path, from, to) {
      const text = this.read(path);
      if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
      this.write(path, text.replace(from, to));
    },
    run: (verb, ...args) => runTool(root, fileURLToPath(new URL(`../${verb}.ts`, import.meta.url)), args),
  };
}
