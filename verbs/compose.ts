import { readArguments } from './arguments.ts';
import { checkComposition } from './compose/check-composition.ts';
import type { Composition } from './compose/compose-workspace.ts';
import { composeWorkspace } from './compose/compose-workspace.ts';
import { release } from './compose/release.ts';
import { DoesNotCompose } from './compose/supergraph.ts';
import { writeDrift } from './generated-files.ts';
import { fail, list, ok } from './output.ts';

const help = `compose: make one supergraph of the subgraphs that supergraph.yaml lists.

  npx pnpm@12 compose             writes schema/ and every src/generated/schema.graphql
  npx pnpm@12 compose --check     writes nothing; fails on drift, on lint and on an unintended breaking change
  npx pnpm@12 compose --release   also makes today's API the released one, which later changes must not break

  --root DIR   the workspace (default: where it is run)
  --help       this text`;

const { values } = readArguments(help, {
  check: { type: 'boolean', default: false },
  release: { type: 'boolean', default: false },
  root: { type: 'string', default: process.cwd() },
});

const composition = compose(values.root);
ok(`${composition.subgraphs.length} subgraphs compose: ${composition.subgraphs.join(', ')}`);
if (composition.hints.length > 0) list('They say different things that still compose:', composition.hints);
if (values.check) await check(values.root, composition);
else write(values.root, composition);

function compose(root: string): Composition {
  try {
    return composeWorkspace(root);
  } catch (error) {
    if (error instanceof DoesNotCompose) fail(error.message, error.problems);
    else fail((error as Error).message);
    process.exit(1);
  }
}

async function check(root: string, composed: Composition): Promise<void> {
  for (const { what, problems, remedy } of await checkComposition(root, composed)) {
    if (problems.length === 0) ok(what);
    else {
      fail(`not so: ${what}`, [...problems, remedy]);
      process.exitCode = 1;
    }
  }
}

function write(root: string, { files, apiSdl }: Composition): void {
  const written = writeDrift(root, values.release ? [...files, ...release(apiSdl)] : files);
  if (written.length === 0) ok('everything was up to date');
  for (const { path } of written) ok(`wrote ${path}`);
}
