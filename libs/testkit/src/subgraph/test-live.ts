import { randomBytes } from 'node:crypto';
import type { Live } from '@ursa/live';
import { inProcessLive, redisLive } from '@ursa/live';
import { environment } from '../environment.ts';
import { onFileEnd } from '../file-end.ts';

/** The live channels of one test subgraph: over Redis, under names of their own, when REDIS_URL names one. */
export function testLive(): Live {
  const { redisUrl: url } = environment;
  const channelPrefix = `ursa-test-${randomBytes(6).toString('hex')}:`;
  const live = url ? redisLive({ url, channelPrefix }) : inProcessLive();
  onFileEnd(() => live.close());
  return live;
}
