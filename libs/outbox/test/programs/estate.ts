import { inProcessBroker, openRabbitBroker } from '@ursa/broker';
import { defaultPoolSettings, openDatabase } from '@ursa/database';
import { armFailpoint, consumer, createInbox, startRelay } from '../../src/index.ts';
import { garden, kitchen, Planted } from '../support/garden.ts';

// A process that relays and consumes until it is told to stop, or dies of a failpoint or of hemlock.

const {
  GARDEN_URL = '',
  KITCHEN_URL = '',
  RABBITMQ = '',
  PREFIX = '',
  FAILPOINT = '',
  ATTEMPTS = '5',
} = process.env;
const open = (url: string, schema: string) => openDatabase({ url, schema, pool: defaultPoolSettings });
const [emitting, consuming] = [open(GARDEN_URL, garden.name), open(KITCHEN_URL, kitchen.name)];
const broker = RABBITMQ
  ? await openRabbitBroker({ url: RABBITMQ, settings: { prefix: PREFIX, partitions: 2 } })
  : inProcessBroker();

armFailpoint(FAILPOINT);
const inbox = createInbox({
  database: consuming,
  consumes: [
    consumer(Planted, async ({ aggregate: bed, payload: { plant } }, { tx }) => {
      await tx.insert(kitchen.effects).values({ bed, plant });
      if (plant === 'hemlock') process.kill(process.pid, 'SIGKILL');
    }),
  ],
  settings: { maxAttempts: Number(ATTEMPTS), retryMs: 10, pollMs: 50 },
});
const consumption = broker.consume({ name: kitchen.name, inbox });
const relay = startRelay({
  database: emitting,
  broker,
  live: { announce: async () => {} },
  publishes: [Planted],
  settings: { pollMs: 50, retryMs: 20, longestRetryMs: 100 },
});

// Nobody is left behind when the test itself is ended.
process.stdin
  .resume()
  .on('end', () => process.kill(process.pid, 'SIGKILL'))
  .unref();
process.on('SIGTERM', async () => {
  await Promise.all([consumption.stop(), relay.stop()]);
  await broker.close();
  await Promise.all([emitting.close(), consuming.close()]);
});
