import { readArguments } from './arguments.ts';
import { clientProjects, generateClient } from './codegen/client-projects.ts';
import { generateWorkspace } from './codegen/generate-workspace.ts';
import { findDrift, writeDrift } from './generated-files.ts';
import { fail, ok } from './output.ts';

const help = `codegen: write everything under generated/, of the subgraphs and of the clients.

  npx pnpm@12 codegen           writes the full SDL, the types of resolvers, the owners of ids, the types of clients
  npx pnpm@12 codegen --check   writes nothing; fails when a committed file would change

Clients are generated from schema/api.graphql: run \`npx pnpm@12 compose\` first when the SDL changed.
A subgraph's codegen.ts may name what a resolver gets as parent: export const mappers = { Post: '…#PostRow' }.

  --root DIR   the workspace (default: where it is run)
  --help       this text`;

const { values } = readArguments(help, {
  check: { type: 'boolean', default: false },
  root: { type: 'string', default: process.cwd() },
});

try {
  await generateSubgraphs();
  for (const folder of clientProjects(values.root)) await generateClientIn(folder);
} catch (error) {
  refuse((error as Error).message);
}

async function generateSubgraphs(): Promise<void> {
  const files = await generateWorkspace(values.root);
  const drifted = values.check ? findDrift(values.root, files) : writeDrift(values.root, files);
  const paths = drifted.map(({ path }) => path);
  if (paths.length === 0) ok(`${files.length} generated files of the subgraphs are up to date`);
  else if (values.check)
    refuse('not up to date', [...paths, 'Run `npx pnpm@12 codegen` and commit what it writes.']);
  else for (const path of paths) ok(`wrote ${path}`);
}

async function generateClientIn(folder: string): Promise<void> {
  const result = await generateClient(values.root, folder, values.check);
  if (result.ok) ok(`${folder} is up to date`);
  else refuse(`${folder} is not up to date`, result.output.split('\n'));
}

function refuse(line: string, details?: readonly string[]): void {
  fail(line, details);
  process.exitCode = 1;
}
