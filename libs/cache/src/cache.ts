/**
 * Computes what a cache lacks; a key without an entry in the answer has no value, which is not remembered.
 * @param held what the cache holds of the other keys, for whoever reads along whether it is still so
 */
export type Compute<Value> = (
  missing: readonly string[],
  held: ReadonlyMap<string, Value>,
) => Promise<ReadonlyMap<string, Value>>;

/** What is read often and computed seldom, by key. */
export interface Cache<Value> {
  /**
   * The values of all keys. What is not at hand is computed: at most once in this process at a time, in one call for
   * all keys of this one that nobody else computes. Values are shared with whoever asks next: they must not be changed.
   */
  getMany(keys: readonly string[], compute: Compute<Value>): Promise<Map<string, Value>>;
  /**
   * Forgets values, also those that are just being computed from what was before. Once it resolves, nobody is answered
   * with what was before it was called. Rejects while the store is away, where stale values may have survived.
   */
  invalidate(keys: readonly string[]): Promise<void>;
}
