import type { Metrics } from '@ursa/telemetry';

/**
 * What became of a read: `hit`; `early`: a hit, and this reader renews it; `miss`: computed here and kept; `joined`:
 * somebody else was just computing it; `bypassed`: computed and not kept.
 */
export type ReadResult = 'hit' | 'early' | 'miss' | 'joined' | 'bypassed';

/** Counts the reads of one cache. */
export type CountReads = (result: ReadResult, many: number) => void;

/** The hit rate of a cache is its `hit` and `early` reads among all. */
export function readCounter(metrics: Metrics, cache: string): CountReads {
  const reads = metrics.counter({
    name: 'ursa_cache_reads_total',
    help: 'Values asked of a cache, by what became of it.',
    labels: { cache: 50, result: 5 },
  });
  return (result, many) => {
    if (many > 0) reads.add({ cache, result }, many);
  };
}
