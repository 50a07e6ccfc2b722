import { readFile } from 'node:fs/promises';

// Linux counts CPU time by hundredths of a second wherever it runs: USER_HZ.
const msPerTick = 10;

/** Resident memory in bytes; NaN where the system does not tell. */
export async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1_024;
}

/** CPU milliseconds a process has taken, user and system; NaN where the system does not tell. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name before the parenthesis may hold anything; utime and stime are the 12th and 13th after it.
  const [utime, stime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(utime ?? Number.NaN) + Number(stime ?? Number.NaN)) * msPerTick;
}

/** Looks at a process's memory until `stop`, which tells the most there was. */
export function watchMemory(pid: number, everyMs = 100): { stop(): Promise<number> } {
  let most = Number.NEGATIVE_INFINITY;
  const look = async (): Promise<void> => {
    most = Math.max(most, await residentBytes(pid));
  };
  const timer = setInterval(look, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await look();
      return most;
    },
  };
}
