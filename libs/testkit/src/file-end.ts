type Cleanup = () => Promise<unknown> | unknown;

const closings: Cleanup[] = [];
const removals: Cleanup[] = [];

/** Runs `cleanup` after the last test of this file, later ones first: close here what was opened. */
export function onFileEnd(cleanup: Cleanup): void {
  closings.push(cleanup);
}

/** Later still, once it was seen that nothing was left open: removing a database closes what is open on it. */
export function afterLeakCheck(cleanup: Cleanup): void {
  removals.push(cleanup);
}

export const runClosings = () => runAll(closings);
export const runRemovals = () => runAll(removals);

async function runAll(cleanups: Cleanup[]): Promise<void> {
  for (let cleanup = cleanups.pop(); cleanup !== undefined; cleanup = cleanups.pop()) await cleanup();
}
