import type { Writable } from 'node:stream';

/** Most frames that wait for each other: a burst must not look as if the client took nothing. */
const maxTogether = 16;

/** What waits for the end of this turn of the event loop. */
const waiting: (() => void)[] = [];

function leave(): void {
  for (const flush of waiting.splice(0)) flush();
}

/** Writes so that all frames of one turn of the event loop leave together: one system call for all of them. */
export function together(connection: Writable): (frame: Buffer, sent: () => void) => void {
  let held = 0;
  const flush = (): void => {
    if (held === 0) return;
    held = 0;
    connection.uncork();
  };
  return (frame, sent) => {
    if (held === 0) {
      connection.cork();
      if (waiting.length === 0) setImmediate(leave);
      waiting.push(flush);
    }
    held += 1;
    connection.write(frame, sent);
    if (held >= maxTogether) flush();
  };
}
