import { randomUUID } from 'node:crypto';
import { environment } from '@ursa/testkit';
import type { Live } from '../src/index.ts';
import { inProcessLive, redisLive } from '../src/index.ts';

/** How each adapter is opened; Redis takes part when the environment names one. */
export const adapters: { name: string; open: (bufferSize?: number) => Live }[] = [
  { name: 'in-process', open: (bufferSize = 256) => inProcessLive({ bufferSize }) },
];

const { redisUrl } = environment;
if (redisUrl) {
  adapters.push({
    name: 'Redis',
    open: (bufferSize = 256) => {
      const name = `ursa-test-${randomUUID()}`;
      return redisLive({ url: redisUrl, channelPrefix: `${name}:`, connectionName: name, bufferSize });
    },
  });
}
