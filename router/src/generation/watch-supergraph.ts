import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from '@ursa/telemetry';

export interface WatchSupergraph {
  readonly file: string;
  /** What the file held when it was read last. */
  readonly text: string;
  /** After a change, how long the file must rest before it is read. */
  readonly settleMs: number;
  /** How often it is read without any sign of a change: not every file system gives one. */
  readonly pollMs: number;
  readonly log: Log;
  /** Told of every new text. */
  onChange(text: string): Promise<void>;
}

/** Watches a file until what is returned is called. A file that is away for a while is waited for. */
export function watchSupergraph({
  file,
  text,
  settleMs,
  pollMs,
  log,
  onChange,
}: WatchSupergraph): () => void {
  let known = text;
  let settling: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    try {
      const found = await readFile(file, 'utf8');
      if (found === known) return;
      known = found;
      await onChange(found);
    } catch (error) {
      log.error({ err: error, file }, 'The changed supergraph is not served');
    }
  };
  const soon = (): void => {
    clearTimeout(settling);
    settling = setTimeout(() => void look(), settleMs);
  };
  const poll = setInterval(soon, pollMs).unref();
  const stopWatching = watchFolder(dirname(file), soon, log);
  return () => {
    stopWatching();
    clearInterval(poll);
    clearTimeout(settling);
  };
}

/** The folder, not the file: editors and mounted configuration put another file in its place. */
function watchFolder(folder: string, onChange: () => void, log: Log): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, onChange);
    watcher.on('error', (error) => log.warn({ err: error, folder }, 'A folder is not watched any more'));
    return () => watcher.close();
  } catch (error) {
    log.warn({ err: error, folder }, 'A folder cannot be watched; the file is read from time to time');
    return () => undefined;
  }
}
