import { fileURLToPath } from 'node:url';
import { clientProjects } from '../codegen/client-projects.ts';
import { runTool } from '../run-tool.ts';
import { machineTraces } from './clone.ts';
import { committedFiles } from './committed-files.ts';
import { importsThatLeave } from './imports.ts';
import type { Part } from './part.ts';

const typescript = 'node_modules/typescript/bin/tsc';

const inWorkspace = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Everything `check` looks at; each part stands for itself, so all run at once. */
export function parts(root: string): Part[] {
  const files = committedFiles(root);
  return [
    tool('format and lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
    tool('types', typescript, ['-p', 'tsconfig.json']),
    ...clientProjects(root).map((folder) => tool(`types of ${folder}`, typescript, ['-p', folder])),
    tool('generated code', 'verbs/codegen.ts', ['--check']),
    tool('schema: drift, lint, breaking changes', 'verbs/compose.ts', ['--check']),
    scan('imports stay in their package', () => importsThatLeave(root, files)),
    scan('no registry addresses, no machine paths', () => machineTraces(root, files)),
  ];

  function tool(name: string, script: string, args: readonly string[]): Part {
    return {
      name,
      run: async () => {
        const { ok, output } = await runTool(root, inWorkspace(script), args);
        return ok ? '' : output || 'failed without a word';
      },
    };
  }
}

function scan(name: string, find: () => string[]): Part {
  return { name, run: async () => find().join('\n') };
}
