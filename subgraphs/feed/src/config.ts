import type { Environment } from '@ursa/setup';
import { readVariables } from '@ursa/setup';
import { z } from 'zod';

const wholeNumber = z.coerce.number().int().positive();

export const variables = z.object({
  /** Posts of people and groups with up to so many followers or members are pushed to them; of others, pulled. */
  FEED_FANOUT_MAX_FOLLOWERS: wholeNumber.default(5_000),
  /** Most followers that one statement pushes to. */
  FEED_FANOUT_BATCH: wholeNumber.default(1_000),
  /** How many pushed posts a timeline keeps. */
  FEED_TIMELINE_CAP: wholeNumber.default(800),
  /** How long a timeline may grow before it is cut down to that. */
  FEED_TRIM_MS: wholeNumber.default(3_600_000),
  /** Only who read their feed in the last so many days is pushed to. */
  FEED_ACTIVE_DAYS: wholeNumber.default(30),
  /** Shortest time between two live events of one stream. */
  FEED_LIVE_INTERVAL_MS: wholeNumber.default(1_000),
  /** How old the ranking of explore may be for who starts to read it. */
  FEED_EXPLORE_RANK_MS: wholeNumber.default(2_000),
  /** How long a ranking is kept: as long its cursors are good. */
  FEED_EXPLORE_KEEP_MS: wholeNumber.default(1_800_000),
  /** How often what is over is cleared away, and timelines are looked at. */
  FEED_HOUSEKEEPING_MS: wholeNumber.default(60_000),
});

/** Everything about the feed that can be set. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the settings of this subgraph; throws one error that names all that is wrong with them. */
export function readConfig(environment: Environment) {
  const env = readVariables('feed', variables, environment);
  return {
    fanoutMaxFollowers: env.FEED_FANOUT_MAX_FOLLOWERS,
    fanoutBatch: env.FEED_FANOUT_BATCH,
    timelineCap: env.FEED_TIMELINE_CAP,
    trimMs: env.FEED_TRIM_MS,
    activeDays: env.FEED_ACTIVE_DAYS,
    liveIntervalMs: env.FEED_LIVE_INTERVAL_MS,
    exploreRankMs: env.FEED_EXPLORE_RANK_MS,
    exploreKeepMs: env.FEED_EXPLORE_KEEP_MS,
    housekeepingMs: env.FEED_HOUSEKEEPING_MS,
  };
}
