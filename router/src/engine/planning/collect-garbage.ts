import { Session } from 'node:inspector';

/** Gives back the memory of what this thread no longer uses. V8 does so only in the course of work. Takes some 50 ms. */
export function collectGarbage(): void {
  const session = new Session();
  session.connect();
  session.post('HeapProfiler.collectGarbage', () => session.disconnect());
}
