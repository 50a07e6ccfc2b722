import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const registry = /https?:\/\/[\w.-]*(?:registry|nexus|artifactory|verdaccio|npm\.pkg)[\w.:-]*/;
const machinePath = /(?:^|[\s"'`(=])(?:\/home\/\w|\/Users\/\w|\/root\/\w|\w:\\Users\\)/;
const tooLong = 1_000_000;

/** Lines of the committed files that name a registry or a folder of somebody's machine, one line each. */
export function machineTraces(root: string, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    if (text.length > tooLong || text.includes('\0')) return [];
    return text
      .split('\n')
      .map((line, index) => ({ where: `${file}:${index + 1}`, trace: traceIn(root, file, line) }))
      .filter(({ trace }) => trace !== undefined)
      .map(({ where, trace }) => `${where} holds ${trace}`);
  });
}

function traceIn(root: string, file: string, line: string): string | undefined {
  if (registry.test(line) || (isLockfile(file) && /tarball:/.test(line))) return 'a registry address';
  if (/^\s*(?:@[\w-]+:)?registry\s*=/.test(line)) return 'a registry setting';
  if (line.includes(`${root}/`) || machinePath.test(line)) return 'a path of one machine';
  if (homedir().length > '/root'.length && line.includes(`${homedir()}/`)) return 'a path of one machine';
  return undefined;
}

function isLockfile(file: string): boolean {
  return file.endsWith('pnpm-lock.yaml');
}
