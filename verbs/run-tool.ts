import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** How a program ended. */
export interface ToolResult {
  readonly ok: boolean;
  /** What it printed, both streams. */
  readonly output: string;
}

/** Runs a JavaScript program with this Node.js in `cwd` and waits for its end. */
export async function runTool(cwd: string, script: string, args: readonly string[]): Promise<ToolResult> {
  const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const [code, output, errors] = await Promise.all([
    new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject)),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { ok: code === 0, output: `${output}${errors}`.trim() };
}
