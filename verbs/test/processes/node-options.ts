import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What makes a process of ours load faster, and changes nothing else. */
export const quickNode = {
  execArgv: [
    '--import',
    pathToFileURL(join(import.meta.dirname, 'quick-scopes.ts')).href,
    // MB: what loading leaves behind need not be collected meanwhile.
    '--min-semi-space-size=64',
    '--max-semi-space-size=64',
  ],
  /** Node's own place for it: what was compiled once is not compiled by every process again. */
  environment: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
};
