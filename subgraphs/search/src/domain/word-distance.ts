/**
 * Whether two words are so near that one may be a slip for the other: one letter added, left out, changed or swapped
 * with its neighbour; two of these from six letters on.
 */
export function isNear(one: string, other: string): boolean {
  const allowed = one.length < 6 ? 1 : 2;
  return Math.abs(one.length - other.length) <= allowed && distance(one, other) <= allowed;
}

/** The optimal string alignment distance: Levenshtein's, with swapped neighbours as one step. */
function distance(one: string, other: string): number {
  let [before, above] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const steps = [
        (above[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (above[column - 1] as number) + (same ? 0 : 1),
      ];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) steps.push((before[column - 2] as number) + 1);
      current.push(Math.min(...steps));
    }
    [before, above] = [above, current];
  }
  return above[other.length] as number;
}
