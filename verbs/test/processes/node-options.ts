import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What makes a process of ours load faster, and changes nothing else. */
export const quickNode = {
  // MB: what loading leaves behind need not be collected meanwhile.
  execArgv: ['--min-semi-space-size=64', '--max-semi-space-size=64'],
  /** Node's own place for it: what was compiled once is not compiled by every process again. */
  environment: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
};
