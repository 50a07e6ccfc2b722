import { fileURLToPath } from 'node:url';
import { runTool } from '../run-tool.ts';

const config = fileURLToPath(new URL('../../eslint.config.js', import.meta.url));
const eslint = fileURLToPath(new URL('../../node_modules/eslint/bin/eslint.js', import.meta.url));

/** What graphql-eslint says of the hand-written SDL by the rules of eslint.config.js; empty: nothing. */
export async function lintSdl(root: string): Promise<string> {
  const { ok, output } = await runTool(root, eslint, ['--config', config, '--max-warnings', '0', '.']);
  return ok ? '' : output;
}
