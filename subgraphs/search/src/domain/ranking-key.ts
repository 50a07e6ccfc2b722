import type { PartCodec } from '@ursa/pagination';
import { instant, integer, keyOf } from '@ursa/pagination';

const decimal: PartCodec<number> = {
  encode: (value) => value,
  decode: (part) => (typeof part === 'number' ? part : undefined),
};

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuid: PartCodec<string> = {
  encode: (value) => value,
  decode: (part) => (typeof part === 'string' && uuidPattern.test(part) ? part : undefined),
};

/** Where a result stands: when the ranking began, whether the query was corrected (1), the score, the id. */
export const rankingKey = keyOf(instant, integer, decimal, uuid);

export type RankingKey = readonly [moment: Date, isCorrected: number, score: number, id: string];
