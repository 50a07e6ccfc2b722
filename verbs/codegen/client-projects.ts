import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolResult } from '../run-tool.ts';
import { runTool } from '../run-tool.ts';

/** Folders under clients/ that generate their types from schema/api.graphql by a codegen.ts of their own. */
export function clientProjects(root: string): string[] {
  const groups = ['clients', join('clients', 'examples')].filter((group) => existsSync(join(root, group)));
  return groups
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(group, name)))
    .filter((folder) => existsSync(join(root, folder, 'codegen.ts')));
}

/** Runs graphql-codegen in a client project; with `check` it writes nothing and fails on drift. */
export function generateClient(root: string, folder: string, check: boolean): Promise<ToolResult> {
  const project = join(root, folder);
  const script = join(project, 'node_modules', '@graphql-codegen', 'cli', 'esm', 'bin.js');
  return runTool(project, script, ['--config', 'codegen.ts', '--errors-only', ...(check ? ['--check'] : [])]);
}
