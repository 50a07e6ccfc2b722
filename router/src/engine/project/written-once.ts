import type { Complete } from './projector.ts';

/** The same, but that a value which stands at several places is written once. */
export function writtenOnce(complete: Complete): Complete {
  return (value, walk, key) => {
    const memo = walk.shared.size === 0 ? undefined : walk.shared.get(value);
    if (memo === undefined) return complete(value, walk, key);
    if (memo.by === complete) return memo.text as string;
    const before = walk.wrong.length;
    const text = complete(value, walk, key);
    // What is wrong with it is told at every place.
    if (typeof text === 'string' && walk.wrong.length === before) {
      memo.by = complete;
      memo.text = text;
    }
    return text;
  };
}
