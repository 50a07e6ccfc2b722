import { connectRedis } from '@ursa/cache';
import type { Log } from '@ursa/telemetry';
import type { Buckets, Draw } from './buckets.ts';
import { dripMs, roundingMs } from './buckets.ts';
import { inProcessBuckets } from './in-process-buckets.ts';

export interface RedisBucketsSettings {
  /** `redis://` or `rediss://` URL. */
  url: string;
  /** Put before every key, so that several installations can share a server. @default 'ursa:buckets:' */
  keyPrefix?: string;
  /** How long a command is waited for. @default 200 */
  commandTimeoutMs?: number;
  log?: Log;
}

// Runs as a whole, on the server's clock. KEYS: the buckets; ARGV: of each its drip and its window, in milliseconds; the wait that is none.
// Answers 0, or which bucket lacks and for how many milliseconds.
const drawAll = `local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local full, lacking, longest = {}, 0, tonumber(ARGV[2 * #KEYS + 1])
for i, key in ipairs(KEYS) do
  full[i] = math.max(tonumber(redis.call('GET', key)) or now, now) + tonumber(ARGV[2 * i - 1])
  local wait = full[i] - tonumber(ARGV[2 * i]) - now
  if wait > longest then lacking, longest = i, wait end
end
if lacking > 0 then return { lacking, tostring(longest) } end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.3f', full[i]), 'PX', math.ceil(full[i] - now) + 1000)
end
return { 0, '0' }`;
const putBack = `local full = tonumber(redis.call('GET', KEYS[1]))
if full then redis.call('SET', KEYS[1], string.format('%.3f', full - tonumber(ARGV[1])), 'KEEPTTL') end`;

/** Buckets that all processes share. While Redis is away each process counts for itself. */
export function redisBuckets(settings: RedisBucketsSettings): Buckets {
  const { url, keyPrefix = 'ursa:buckets:', commandTimeoutMs = 200, log } = settings;
  const away = 'Redis is away; this process counts for itself';
  const redis = connectRedis({ url, name: 'ursa-router', commandTimeoutMs, away, log });
  const own = inProcessBuckets();

  return {
    async draw(draws: readonly Draw[]) {
      const never = draws.findIndex(({ amount, capacity }) => amount > capacity);
      if (never >= 0) return { at: never, retryAfterMs: null };
      if (draws.length === 0) return undefined;
      const keys = draws.map(({ key }) => keyPrefix + key);
      const args = draws.flatMap((draw) => [String(dripMs(draw)), String(draw.windowMs)]);
      try {
        const answer = await redis.eval(drawAll, keys.length, ...keys, ...args, String(roundingMs));
        const [at, waitMs] = answer as [number, string];
        return at === 0 ? undefined : { at: at - 1, retryAfterMs: Number(waitMs) };
      } catch {
        return own.draw(draws);
      }
    },
    putBack(draw) {
      redis.eval(putBack, 1, keyPrefix + draw.key, String(dripMs(draw))).catch(() => own.putBack(draw));
    },
    async close() {
      redis.disconnect();
    },
  };
}
