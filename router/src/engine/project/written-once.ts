import type { Complete } from './projector.ts';
import { written } from './walk.ts';

/** The same, but that a value which stands at several places is written once, and copied from then on. */
export function writtenOnce(complete: Complete): Complete {
  return (value, walk, key) => {
    const memo = walk.shared.size === 0 ? undefined : walk.shared.get(value);
    if (memo === undefined) return complete(value, walk, key);
    const { writer, wrong } = walk;
    if (memo.by === complete && memo.era === writer.era) {
      writer.again(memo.start, memo.end);
      return written;
    }
    const [start, before] = [writer.length, wrong.length];
    const outcome = complete(value, walk, key);
    // What is wrong with it is told at every place.
    if (outcome === written && wrong.length === before) {
      memo.by = complete;
      memo.era = writer.era;
      memo.start = start;
      memo.end = writer.length;
    }
    return outcome;
  };
}
