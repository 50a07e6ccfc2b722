import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { clientProjects, generateClient } from '../codegen/client-projects.ts';
import { runTool } from '../run-tool.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const typescript = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

test('there is a client project with generated types', () => {
  expect(clientProjects(root)).toContain('clients/examples/codegen');
});

test.each(clientProjects(root))(
  '%s: its operations fit the API, with strict scalars, and compile',
  async (folder) => {
    expect(await generateClient(root, folder, true)).toMatchObject({ ok: true });
    expect(await runTool(root, typescript, ['-p', folder])).toEqual({ ok: true, output: '' });
  },
);
