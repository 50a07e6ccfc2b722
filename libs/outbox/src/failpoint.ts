/** Where a process can be made to die, to show that nothing is lost or doubled. */
export type Failpoint =
  | 'mutation.before-commit'
  | 'mutation.after-commit'
  | 'relay.after-confirm-before-mark'
  | 'consumer.before-commit'
  | 'consumer.after-commit-before-ack';

let armed: { name: string; passes: number } | undefined;

/**
 * Makes the process die when it reaches a failpoint for the nth time: `name` or `name:nth`, as in the
 * configuration's `URSA_FAILPOINT`. Undefined or empty disarms.
 */
export function armFailpoint(spec: string | undefined): void {
  const [name, nth = '1'] = spec?.split(':') ?? [];
  armed = name ? { name, passes: Number(nth) } : undefined;
}

/** Does nothing, unless this failpoint is armed: then the process ends as by a power cut. */
export function failpoint(name: Failpoint): void {
  if (armed?.name !== name) return;
  armed.passes -= 1;
  if (armed.passes > 0) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing more may happen meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
