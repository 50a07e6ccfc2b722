import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Where processes run: the gateway has a core for itself, all others share the next one. */
export interface Cores {
  readonly gateway: number;
  readonly others: number;
}

/** The first two cores that this process may use, after it was put on the second; undefined: it cannot be done. */
export async function takeCores(): Promise<Cores | undefined> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const [gateway, others] = listed(/^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1] ?? '');
  if (gateway === undefined || others === undefined) return undefined;
  try {
    await promisify(execFile)('taskset', ['-a', '-c', '-p', String(others), String(process.pid)]);
    return { gateway, others };
  } catch {
    return undefined;
  }
}

/** `0-2,7` as 0, 1, 2, 7. */
function listed(ranges: string): number[] {
  return ranges.split(',').flatMap((range) => {
    const [first = '', last = first] = range.split('-');
    if (first === '') return [];
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at);
  });
}
